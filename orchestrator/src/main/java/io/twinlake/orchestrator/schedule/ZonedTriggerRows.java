package io.twinlake.orchestrator.schedule;

import java.time.ZoneId;
import org.quartz.impl.jdbcjobstore.SimplePropertiesTriggerPersistenceDelegateSupport;
import org.quartz.impl.jdbcjobstore.SimplePropertiesTriggerProperties;
import org.quartz.spi.OperableTrigger;

/** Stores {@link ZonedTrigger}s in Quartz' tables; Quartz makes it by its name. */
public final class ZonedTriggerRows extends SimplePropertiesTriggerPersistenceDelegateSupport {

    @Override
    public boolean canHandleTriggerType(OperableTrigger trigger) {
        return trigger instanceof ZonedTrigger;
    }

    @Override
    public String getHandledTriggerTypeDiscriminator() {
        return "ZONED";
    }

    @Override
    protected SimplePropertiesTriggerProperties getTriggerProperties(OperableTrigger trigger) {
        ZonedTrigger zoned = (ZonedTrigger) trigger;
        SimplePropertiesTriggerProperties row = new SimplePropertiesTriggerProperties();
        row.setString1(zoned.getCronExpression());
        row.setString2(zoned.getTimeZone().toZoneId().getId());
        return row;
    }

    @Override
    protected TriggerPropertyBundle getTriggerPropertyBundle(SimplePropertiesTriggerProperties row) {
        return new TriggerPropertyBundle(
                ZonedTrigger.schedule(row.getString1(), ZoneId.of(row.getString2())), new String[0], new Object[0]);
    }
}
