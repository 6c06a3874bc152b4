package io.twinlake.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.twinlake.config.failure.TwinlakeException;
import io.twinlake.config.time.Time;
import io.twinlake.orchestrator.cli.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import picocli.CommandLine.Command;

/** The directions that the house's parts may look in. */
@AnalyzeClasses(packages = "io.twinlake", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CONFIG = "io.twinlake.config..";
    private static final String LEDGER = "io.twinlake.ledger..";
    private static final String CLIENTS = "io.twinlake.clients..";
    private static final String SYNC = "io.twinlake.catalogsync..";
    private static final String FAILOVER = "io.twinlake.failover..";
    private static final String RUNBOOKS = "io.twinlake.runbooks..";
    private static final String ORCHESTRATOR = "io.twinlake.orchestrator..";
    private static final List<String> PRODUCT =
            List.of("config", "ledger", "clients", "catalog-sync", "failover", "runbooks", "orchestrator");

    @ArchTest
    static final ArchRule configurationKnowsNobody = noClasses()
            .that()
            .resideInAPackage(CONFIG)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LEDGER, CLIENTS, SYNC, FAILOVER, RUNBOOKS, ORCHESTRATOR);

    @ArchTest
    static final ArchRule theLedgerKnowsTheConfigurationAlone = noClasses()
            .that()
            .resideInAPackage(LEDGER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLIENTS, SYNC, FAILOVER, RUNBOOKS, ORCHESTRATOR);

    @ArchTest
    static final ArchRule theClientsKnowTheConfigurationAlone = noClasses()
            .that()
            .resideInAPackage(CLIENTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LEDGER, SYNC, FAILOVER, RUNBOOKS, ORCHESTRATOR);

    @ArchTest
    static final ArchRule catalogSyncKnowsNoOtherWorkingModule = noClasses()
            .that()
            .resideInAPackage(SYNC)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FAILOVER, RUNBOOKS, ORCHESTRATOR);

    @ArchTest
    static final ArchRule failoverKnowsNoOtherWorkingModule = noClasses()
            .that()
            .resideInAPackage(FAILOVER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SYNC, RUNBOOKS, ORCHESTRATOR);

    @ArchTest
    static final ArchRule runbooksKnowNoOtherWorkingModule = noClasses()
            .that()
            .resideInAPackage(RUNBOOKS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SYNC, FAILOVER, ORCHESTRATOR);

    @ArchTest
    static final ArchRule springAndQuartzStayInTheAssembly = noClasses()
            .that()
            .resideInAPackage("io.twinlake..")
            .and()
            .resideOutsideOfPackage(ORCHESTRATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.quartz..");

    @ArchTest
    static final ArchRule commandsStartWithoutSpring = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.twinlake.orchestrator",
                    "io.twinlake.orchestrator.cli..",
                    "io.twinlake.orchestrator.command..",
                    "io.twinlake.orchestrator.answer..",
                    "io.twinlake.orchestrator.group..",
                    "io.twinlake.orchestrator.installation..",
                    "io.twinlake.orchestrator.run..",
                    "io.twinlake.orchestrator.step..",
                    "io.twinlake.orchestrator.owner..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.quartz..");

    /** What the program was asked to be built on works in the product itself; H2 is a driver, opened by its name. */
    @ArchTest
    static void whatWasChosenDoesItsWorkInTheProduct(JavaClasses product) {
        Set<String> used = product.stream()
                .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .collect(Collectors.toSet());
        for (String chosen : List.of(
                "org.springframework.batch",
                "com.databricks.sdk",
                "com.azure.storage.blob",
                "com.azure.resourcemanager",
                "com.azure.core.management",
                "org.quartz",
                "org.flywaydb")) {
            assertThat(used)
                    .as(chosen + " is used by the product")
                    .anyMatch(name -> name.equals(chosen) || name.startsWith(chosen + "."));
        }
    }

    @ArchTest
    static final ArchRule sdkTypesStopInsideTheClients = noClasses()
            .that()
            .resideInAPackage("io.twinlake..")
            .and()
            .resideOutsideOfPackage(CLIENTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.databricks..", "com.azure..");

    @ArchTest
    static final ArchRule jdbcStaysInTheLedgersAdapterAndInTheAssembly = noClasses()
            .that()
            .resideInAPackage("io.twinlake..")
            .and()
            .resideOutsideOfPackages("io.twinlake.ledger.jdbc..", ORCHESTRATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.h2..", "org.postgresql..", "org.flywaydb..");

    /** What a command can end with is of one family; the others are caught where they are thrown for, or carry one of it. */
    @ArchTest
    static final ArchRule failuresAreOfOneFamily = classes()
            .that()
            .areAssignableTo(RuntimeException.class)
            .and()
            .resideInAPackage("io.twinlake..")
            .and()
            .doNotHaveSimpleName("FailedTry")
            .and()
            .doNotHaveSimpleName("Hindered")
            .and()
            .doNotHaveSimpleName("Restored")
            .and()
            .doNotHaveSimpleName("ChangedMeanwhile")
            .and()
            .doNotHaveSimpleName("NotProtected")
            .and()
            .doNotHaveSimpleName("SyncStopped")
            .and()
            .doNotHaveSimpleName("MoveStopped")
            .and()
            .doNotHaveSimpleName("MoveBroken")
            .and()
            .doNotHaveSimpleName("OwnerSilent")
            .should()
            .beAssignableTo(TwinlakeException.class);

    @ArchTest
    static final ArchRule packagesOfTheProductFormNoCycle =
            slices().matching("io.twinlake.(**)").should().beFreeOfCycles();

    /** The packages that have one idea however many files they have: a class per port, document, command or verb. */
    private static final Set<String> ONE_CLASS_EACH = Set.of(
            "io.twinlake.ledger.jdbc",
            "io.twinlake.orchestrator.answer",
            "io.twinlake.orchestrator.command",
            "io.twinlake.orchestrator.drill.rehearse",
            "io.twinlake.orchestrator.move.action");

    @ArchTest
    static void packagesOfMoreThanADozenFilesAreThoseThatAreNamed(JavaClasses product) {
        Map<String, Long> files = product.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        files.values().removeIf(count -> count <= 12);

        assertThat(files.keySet())
                .as("packages of more than a dozen files, each with how many: %s; a second idea gets its own", files)
                .isNotEmpty()
                .isSubsetOf(ONE_CLASS_EACH);
    }

    private static final String CLIENT = "a client is opened in it, and goes on in it";
    private static final String MEASURES = "measures what is only told";

    /** Who takes the time as it passes, and why; whoever else waits or has a deadline is handed its {@link Time}. */
    private static final Map<String, String> TAKES_THE_SYSTEMS_TIME = Map.ofEntries(
            Map.entry("io.twinlake.config.time.Time", "is where it comes from"),
            Map.entry("io.twinlake.orchestrator.Assembly", "hands it to the product"),
            Map.entry("io.twinlake.orchestrator.owner.wire.Conversation", "waits at a socket, whose time nobody sets"),
            Map.entry("io.twinlake.clients.azure.ResourceManagers", CLIENT),
            Map.entry("io.twinlake.clients.credentials.EntraTokens", CLIENT),
            Map.entry("io.twinlake.clients.databricks.rest.Workspaces", CLIENT),
            Map.entry("io.twinlake.clients.storage.BlobStores", CLIENT),
            Map.entry("io.twinlake.clients.azure.call.AnswerInTime", MEASURES),
            Map.entry("io.twinlake.clients.databricks.rest.WorkspaceCalls", MEASURES),
            Map.entry("io.twinlake.clients.endpoint.LookupEndpoint", MEASURES),
            Map.entry("io.twinlake.orchestrator.lookup.LookupRows", MEASURES));

    @ArchTest
    static void theTimeIsHandedIn(JavaClasses product) {
        Set<String> found = product.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> isSystemsTime(access.getTarget()))
                .map(access -> outermost(access.getOriginOwner()).getName())
                .collect(Collectors.toSet());

        assertThat(found)
                .as("classes that take the time as it passes; whoever waits or has a deadline is handed its Time")
                .containsExactlyInAnyOrderElementsOf(TAKES_THE_SYSTEMS_TIME.keySet());
    }

    private static boolean isSystemsTime(AccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        return owner.isEquivalentTo(System.class)
                        && Set.of("nanoTime", "currentTimeMillis").contains(name)
                || owner.isEquivalentTo(Thread.class) && name.equals("sleep")
                || owner.isEquivalentTo(TimeUnit.class) && name.equals("sleep")
                || owner.isEquivalentTo(LockSupport.class) && name.startsWith("park")
                || owner.isEquivalentTo(Clock.class) && name.startsWith("system")
                || owner.isEquivalentTo(Instant.class) && name.equals("now")
                || owner.isEquivalentTo(Time.class) && name.equals("SYSTEM");
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    /** By the modules' own files: no class of the sandbox is on the product's class path, so that a rule about classes would hold by itself. */
    @ArchTest
    static void theProductDoesNotKnowTheSandbox(JavaClasses product) throws Exception {
        for (String module : PRODUCT) {
            assertThat(dependencies(Path.of("..", module, "pom.xml")))
                    .as(module)
                    .isNotEmpty()
                    .doesNotContain("sandbox");
        }
    }

    private static List<String> dependencies(Path pom) throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getElementsByTagName("dependency");
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Element.class::cast)
                .map(dependency ->
                        dependency.getElementsByTagName("artifactId").item(0).getTextContent())
                .toList();
    }

    @ArchTest
    static final ArchRule whatIsAnsweredOrWrittenIsMadeBySomebody = classes()
            .that()
            .implement(Answer.class)
            .or()
            .haveSimpleNameEndingWith("Page")
            .and()
            .areRecords()
            .should(beMadeByAnother());

    private static ArchCondition<JavaClass> beMadeByAnother() {
        return new ArchCondition<>("be made by another class") {
            @Override
            public void check(JavaClass made, ConditionEvents events) {
                if (made.getConstructorCallsToSelf().stream()
                        .allMatch(call -> call.getOriginOwner().equals(made))) {
                    events.add(SimpleConditionEvent.violated(made, made.getName() + " is made by nobody"));
                }
            }
        };
    }

    /** A command is made by its name alone, so that the compiler does not miss one that nobody lists. */
    @ArchTest
    static final ArchRule everyCommandIsListedByTheOneAboveIt = classes()
            .that()
            .areAnnotatedWith(Command.class)
            .and()
            .doNotHaveSimpleName("TwinlakeCommand")
            .should(beListedAsASubcommand());

    private static ArchCondition<JavaClass> beListedAsASubcommand() {
        return new ArchCondition<>("be listed as a subcommand") {
            @Override
            public void check(JavaClass command, ConditionEvents events) {
                if (command.getDirectDependenciesToSelf().stream()
                        .noneMatch(dependency -> lists(dependency.getOriginClass(), command))) {
                    events.add(SimpleConditionEvent.violated(command, command.getName() + " is listed by nobody"));
                }
            }
        };
    }

    private static boolean lists(JavaClass above, JavaClass command) {
        return above.isAnnotatedWith(Command.class)
                && Stream.of(above.reflect().getAnnotation(Command.class).subcommands())
                        .anyMatch(command::isEquivalentTo);
    }

    /** By the sources: a template that nobody names would be compiled all the same. */
    @ArchTest
    static void everyTemplateIsRenderedAndIsThere(JavaClasses product) throws IOException {
        Path main = Path.of("src", "main");
        Set<String> rendered = new TreeSet<>();
        for (Path source : files(main.resolve("java"), ".java")) {
            Matcher named = Pattern.compile("\"(\\w+\\.jte)\"").matcher(Files.readString(source));
            while (named.find()) {
                rendered.add(named.group(1));
            }
        }

        assertThat(files(main.resolve("jte"), ".jte"))
                .extracting(template -> template.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(rendered);
    }

    /** By the sources, so that a new key changes no test: {@code KeyedRecords} reads them by the keys that a test cares for. */
    @ArchTest
    static void noTestMakesARecordOfKeysByTheOrderOfItsComponents(JavaClasses product) throws IOException {
        String keyed = product.stream()
                .filter(type -> type.isRecord()
                        && KEYED.contains(type.getPackageName())
                        && !HANDED_ADDRESSES.contains(type.getSimpleName()))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.joining("|"));
        assertThat(keyed).contains("FailoverGroup", "TwinlakeConfig");
        Pattern made = Pattern.compile("new (" + keyed + ")\\(");
        for (String module : PRODUCT.subList(1, PRODUCT.size())) {
            for (Path source : files(Path.of("..", module, "src", "test", "java"), ".java")) {
                assertThat(Files.readString(source)).as(source.toString()).doesNotContainPattern(made);
            }
        }
    }

    private static final Set<String> KEYED =
            Set.of("io.twinlake.config", "io.twinlake.config.group", "io.twinlake.config.primacy");

    /** What tests make of the addresses of their own servers. */
    private static final Set<String> HANDED_ADDRESSES =
            Set.of("LedgerLocation", "LookupProbe", "ProofTerms", "FunctionSettings", "GatewayBackend", "Region");

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            return below.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    @ArchTest
    static final ArchRule noRecordOfTheProductHasMoreThanEightComponents =
            classes().that().areRecords().should(haveAtMostComponents(8));

    private static ArchCondition<JavaClass> haveAtMostComponents(int most) {
        return new ArchCondition<>("have at most " + most + " components") {
            @Override
            public void check(JavaClass record, ConditionEvents events) {
                long components = record.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .count();
                if (components > most) {
                    events.add(SimpleConditionEvent.violated(
                            record, record.getName() + " has " + components + " components"));
                }
            }
        };
    }
}
