package io.twinlake.sandbox.region.delta.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A checkpoint's Parquet rows as the JSON that a commit would hold; absent values are left out. */
final class ParquetActions {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Typed copies of what {@code stats} and {@code partitionValues} say as text. */
    private static final Set<String> COPIES = Set.of("stats_parsed", "partitionValues_parsed");

    private ParquetActions() {}

    static List<ObjectNode> read(byte[] bytes) {
        List<ObjectNode> actions = new ArrayList<>();
        try (ParquetFileReader file = ParquetFileReader.open(new InMemory(bytes))) {
            MessageType schema = file.getFileMetaData().getSchema();
            for (PageReadStore rows = file.readNextRowGroup(); rows != null; rows = file.readNextRowGroup()) {
                RecordReader<Group> reader = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(rows, new GroupRecordConverter(schema));
                for (long row = 0; row < rows.getRowCount(); row++) {
                    actions.add(object(reader.read()));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return actions;
    }

    private static ObjectNode object(Group group) {
        ObjectNode object = JSON.objectNode();
        for (Type field : group.getType().getFields()) {
            if (group.getFieldRepetitionCount(field.getName()) > 0 && !COPIES.contains(field.getName())) {
                object.set(field.getName(), value(group, field, 0));
            }
        }
        return object;
    }

    private static JsonNode value(Group parent, Type field, int index) {
        if (field.isPrimitive()) {
            return primitive(parent, field, index);
        }
        Group group = parent.getGroup(field.getName(), index);
        LogicalTypeAnnotation kind = field.getLogicalTypeAnnotation();
        if (kind instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation) {
            return map(group);
        }
        return kind instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation ? list(group) : object(group);
    }

    private static ObjectNode map(Group group) {
        ObjectNode object = JSON.objectNode();
        GroupType entry = group.getType().getType(0).asGroupType();
        for (int i = 0; i < group.getFieldRepetitionCount(0); i++) {
            Group pair = group.getGroup(0, i);
            boolean set = pair.getFieldRepetitionCount(1) > 0;
            object.set(pair.getString(0, 0), set ? value(pair, entry.getType(1), 0) : JSON.nullNode());
        }
        return object;
    }

    private static ArrayNode list(Group group) {
        ArrayNode array = JSON.arrayNode();
        GroupType element = group.getType().getType(0).asGroupType();
        for (int i = 0; i < group.getFieldRepetitionCount(0); i++) {
            Group item = group.getGroup(0, i);
            boolean set = item.getFieldRepetitionCount(0) > 0;
            array.add(set ? value(item, element.getType(0), 0) : JSON.nullNode());
        }
        return array;
    }

    private static JsonNode primitive(Group group, Type field, int index) {
        String name = field.getName();
        return switch (field.asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> JSON.booleanNode(group.getBoolean(name, index));
            case INT32 -> JSON.numberNode(group.getInteger(name, index));
            case INT64 -> JSON.numberNode(group.getLong(name, index));
            case FLOAT -> JSON.numberNode(group.getFloat(name, index));
            case DOUBLE -> JSON.numberNode(group.getDouble(name, index));
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 ->
                JSON.textNode(group.getBinary(name, index).toStringUsingUTF8());
        };
    }

    /** A Parquet file that is already in memory. */
    private record InMemory(byte[] bytes) implements InputFile {
        @Override
        public long getLength() {
            return bytes.length;
        }

        @Override
        public SeekableInputStream newStream() {
            Positioned stream = new Positioned(bytes);
            return new DelegatingSeekableInputStream(stream) {
                @Override
                public long getPos() {
                    return stream.position();
                }

                @Override
                public void seek(long position) {
                    stream.position(position);
                }
            };
        }
    }

    private static final class Positioned extends ByteArrayInputStream {
        private Positioned(byte[] bytes) {
            super(bytes);
        }

        private long position() {
            return pos;
        }

        private void position(long position) {
            pos = Math.toIntExact(position);
        }
    }
}
