package io.quanyu.brand.access;

import static io.quanyu.brand.access.People.assertProblem;
import static io.quanyu.brand.access.People.forBrand;
import static io.quanyu.brand.access.People.forOwn;
import static io.quanyu.brand.access.People.forUnit;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.brand.organisation.Organisation;
import io.quanyu.brand.organisation.Unit;
import io.quanyu.brand.organisation.UnitDraft;
import io.quanyu.brand.organisation.UnitKind;
import io.quanyu.core.access.DataScope;
import io.quanyu.platform.web.Permission;
import io.quanyu.testing.ServerClient;
import io.quanyu.testing.ServerClient.Answer;
import io.quanyu.testing.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Roles, who gives them to whom, and what they let people see. */
@ServerTest
class RolesIT {

  private final Environment environment;
  private final DSLContext dsl;
  private final FirstPassword firstPassword;
  private final StaffTable staff;
  private final Callers callers;
  private final Organisation organisation;
  private People people;

  RolesIT(
      Environment environment,
      DSLContext dsl,
      FirstPassword firstPassword,
      StaffTable staff,
      Callers callers,
      Organisation organisation) {
    this.environment = environment;
    this.dsl = dsl;
    this.firstPassword = firstPassword;
    this.staff = staff;
    this.callers = callers;
    this.organisation = organisation;
    this.people = People.only(environment, dsl, firstPassword);
  }

  @BeforeEach
  void onlyTheAdministrator() {
    dsl.execute("update brand_organisation.person set staff_id = null");
    people = People.only(environment, dsl, firstPassword);
  }

  @Test
  void theFirstAdministratorOwnsTheBrand() {
    var admin = member("admin");

    assertThat(admin.get("assignments")).hasSize(1);
    assertThat(admin.at("/assignments/0/role").asString()).isEqualTo("owner");
    assertThat(admin.at("/assignments/0/roleNameZh").asString()).isEqualTo("所有者");
    assertThat(admin.at("/assignments/0/scope").asString()).isEqualTo("brand");
    assertThat(callers.of(staff.findActive("admin").orElseThrow()).scopes())
        .hasSize(Permission.ALL.size())
        .allSatisfy((_, scope) -> assertThat(scope).isEqualTo(DataScope.BRAND));
  }

  @Test
  void builtInRolesAreListedFirstAndStayAsTheyAre() {
    people.role("tags.read");

    var roles = commandLine().get("/api/roles").json();

    assertThat(roles).hasSize(BuiltInRole.values().length + 1);
    var owner = roles.get(0);
    assertThat(owner.get("id").asString()).isEqualTo("owner");
    assertThat(owner.get("people").asInt()).isEqualTo(1);
    assertThat(owner.get("isBuiltIn").asBoolean()).isTrue();
    assertThat(commandLine().get("/api/roles/guide").json().get("scopes"))
        .extracting(JsonNode::asString)
        .containsExactly("own");
    assertProblem(put(commandLine(), "guide", 1, "Guide", "tags.read"), 409, "role-built-in");
    assertProblem(commandLine().delete("/api/roles/guide"), 409, "role-built-in");
  }

  @Test
  void aRoleOfTheBrandsOwnIsMadeChangedAndDeleted() {
    var created = People.createRole(commandLine(), " 培训师 ", "tags.read", "tags.read");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    var id = created.json().get("id").asString();
    assertThat(created.header("Location")).isEqualTo("/api/roles/" + id);
    assertThat(created.json().get("name").asString()).isEqualTo("培训师");
    assertThat(created.json().get("permissions")).hasSize(1);
    assertThat(created.json().has("nameZh")).isFalse();

    var changed = put(commandLine(), id, 1, "Trainer", "tags.read", "segments.read");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertProblem(put(commandLine(), id, 1, "Trainer", "tags.read"), 409, "role-changed");
    assertThat(commandLine().get("/api/roles/" + id).json()).isEqualTo(changed.json());

    assertThat(commandLine().delete("/api/roles/" + id).status()).isEqualTo(204);
    assertProblem(commandLine().get("/api/roles/" + id), 404, "role-unknown");
    assertProblem(commandLine().delete("/api/roles/" + id), 404, "role-unknown");
    assertProblem(commandLine().get("/api/roles/nonsense"), 404, "role-unknown");
  }

  @Test
  void creatingTwiceWithOneKeyMakesOneRole() {
    var body = "{\"name\":\"Trainer\",\"permissions\":[\"tags.read\"]}";
    var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());

    var first = commandLine().send("POST", "/api/roles", body, key);
    var second = commandLine().send("POST", "/api/roles", body, key);

    assertThat(second.json()).isEqualTo(first.json());
    assertProblem(People.createRole(commandLine(), "TRAINER", "tags.read"), 409, "role-name-taken");
    assertProblem(People.createRole(commandLine(), "owner", "tags.read"), 409, "role-name-taken");
    assertProblem(People.createRole(commandLine(), "店长", "tags.read"), 409, "role-name-taken");
  }

  @Test
  void aRoleThatSomebodyHasStays() {
    var role = people.role("tags.read");
    var mei = people.addWith("mei", forBrand(role));

    assertProblem(commandLine().delete("/api/roles/" + role), 409, "role-assigned");

    assertThat(People.assign(commandLine(), mei, 1, forBrand("analyst")).status()).isEqualTo(200);
    assertThat(commandLine().delete("/api/roles/" + role).status()).isEqualTo(204);
  }

  @Test
  void otherRolesCountOnTheNextRequestOfTheSameSession() {
    var role = people.role("tags.read");
    var mei = people.addWith("mei", forBrand(role));
    var browser = people.browserOf("mei");
    assertThat(browser.get("/api/tags").status()).isEqualTo(200);
    assertThat(browser.get("/api/segments").status()).isEqualTo(403);

    put(commandLine(), role, 1, "Another", "segments.read");

    assertThat(browser.get("/api/tags").status()).isEqualTo(403);
    assertThat(browser.get("/api/segments").status()).isEqualTo(200);

    var assigned = People.assign(commandLine(), mei, 1, forBrand("service"));

    assertThat(assigned.header("ETag")).isEqualTo("\"2\"");
    assertThat(browser.get("/api/segments").status()).isEqualTo(403);
    assertThat(browser.get("/api/tags").status()).isEqualTo(200);
    assertProblem(People.assign(commandLine(), mei, 1, forBrand("service")), 409, "staff-changed");
  }

  @Test
  void aDealerSeesHerStoresAndAMovedStoreMovesAtOnce() {
    var east = unit(UnitKind.DEALER, "East", null);
    var west = unit(UnitKind.DEALER, "West", null);
    var store = unit(UnitKind.STORE, "Lane 1", east);
    people.addWith("wang", forUnit("dealer", east.id().toString()));
    var browser = people.browserOf("wang");

    assertThat(scope("wang", "customers.read")).isEqualTo(scopeOf(east, store));
    assertThat(callers.of(staff.findActive("wang").orElseThrow()).permissions())
        .isEqualTo(Permission.SCOPED);
    assertThat(browser.get("/api/broadcasts").status()).isEqualTo(403);
    var part = browser.get("/api/session").json().get("part");
    assertThat(part.get("units")).extracting(JsonNode::asString).containsExactly("East");
    assertThat(part.get("isOwnCustomers").asBoolean()).isFalse();
    assertThat(member("wang").at("/assignments/0/unitName").asString()).isEqualTo("East");

    organisation.move(store.id(), store.version(), west.id(), null);

    assertThat(scope("wang", "customers.read")).isEqualTo(scopeOf(east));

    organisation.move(store.id(), organisation.get(store.id()).version(), east.id(), null);

    assertThat(scope("wang", "customers.read")).isEqualTo(scopeOf(east, store));
  }

  @Test
  void partsAddUpAndWhatIsForTheBrandOnlyDoesNotComeWithAPart() {
    var lane = unit(UnitKind.STORE, "Lane 2", null);
    var park = unit(UnitKind.STORE, "Park", null);
    people.addWith(
        "lin",
        forUnit("store_manager", lane.id().toString()),
        forUnit("store_manager", park.id().toString()),
        forUnit("operator", park.id().toString()),
        forBrand(people.role("segments.write")));

    assertThat(scope("lin", "customers.read")).isEqualTo(scopeOf(lane, park));
    assertThat(scope("lin", "broadcasts.write")).isEqualTo(DataScope.NOTHING);
    assertThat(scope("lin", "segments.write")).isEqualTo(DataScope.BRAND);
    assertThat(people.browserOf("lin").get("/api/session").json().at("/part/units"))
        .extracting(JsonNode::asString)
        .containsExactly("Lane 2", "Park");
  }

  @Test
  void aGuideSeesNothingUntilHerAccountIsLinkedToHerPerson() {
    var id = people.addWith("mei", forOwn("guide"));
    var browser = people.browserOf("mei");
    assertThat(scope("mei", "customers.read")).isEqualTo(DataScope.NOTHING);
    assertThat(browser.get("/api/customers").json().get("items")).isEmpty();

    var person = link(id);
    assertThat(person.status()).isEqualTo(201);

    var personNo =
        dsl.fetchSingle(
                "select person_no from brand_organisation.person where staff_id = ?::uuid", id)
            .get(0, Integer.class);
    assertThat(scope("mei", "customers.read")).isEqualTo(DataScope.ofGuide(personNo));
    assertThat(browser.get("/api/session").json().at("/part/isOwnCustomers").asBoolean()).isTrue();
    assertProblem(link(UUID.randomUUID().toString()), 400, "account-unknown");
  }

  @Test
  void whoSeesAllOrNoneHasNoPart() {
    people.addWith("ana", forBrand("analyst"));
    people.addWith("sys", forBrand("system_administrator"));

    for (var username : List.of("ana", "sys")) {
      assertThat(people.browserOf(username).get("/api/session").json().has("part")).isFalse();
    }
  }

  @Test
  void nobodyGivesAWiderPartThanSheHas() {
    var east = unit(UnitKind.REGION, "East region", null);
    var dealer = unit(UnitKind.DEALER, "Dealer of the East", east);
    var west = unit(UnitKind.REGION, "West region", null);
    var own = people.role("staff.manage");
    people.addWith("hr", forBrand(own), forUnit("region_manager", east.id().toString()));
    var hr = people.browserOf("hr");

    assertThat(People.draft(hr, "wang", forUnit("dealer", dealer.id().toString())).status())
        .isEqualTo(201);
    assertProblem(
        People.draft(hr, "li", forUnit("dealer", west.id().toString())), 403, "permission-lacking");
    var root = organisation.summary().root().id().toString();
    assertProblem(People.draft(hr, "li", forUnit("dealer", root)), 403, "permission-lacking");
    assertProblem(People.draft(hr, "li", forBrand("service")), 403, "permission-lacking");
    assertProblem(People.draft(hr, "li", forOwn("guide")), 403, "permission-lacking");
    assertProblem(
        People.draft(hr, "li", forUnit("operator", dealer.id().toString())),
        403,
        "permission-lacking");
    // Nor does she touch somebody who has more, or change a role that says more than she has.
    var li = people.addWith("li", forUnit("dealer", west.id().toString()));
    assertProblem(
        People.assign(hr, li, 1, forUnit("dealer", dealer.id().toString())),
        403,
        "permission-lacking");
    assertProblem(People.createRole(hr, "Mine", "customers.read"), 403, "permission-lacking");
  }

  @Test
  void aSecurityAdministratorGivesBusinessRolesButNoAdministration() {
    people.addWith("sec", forBrand("security_administrator"));
    var sec = people.browserOf("sec");

    assertThat(sec.get("/api/customers").status()).isEqualTo(403);
    assertThat(People.draft(sec, "op", forBrand("operator")).status()).isEqualTo(201);
    assertThat(People.draft(sec, "mei", forOwn("guide")).status()).isEqualTo(201);
    assertThat(People.draft(sec, "sec2", forBrand("security_administrator")).status())
        .isEqualTo(201);
    for (var role : List.of("owner", "system_administrator")) {
      assertProblem(People.draft(sec, "no", forBrand(role)), 403, "permission-lacking");
    }
    assertProblem(People.createRole(sec, "Sly", "channels.manage"), 403, "permission-lacking");
    var admin = member("admin").get("id").asString();
    assertProblem(People.assign(sec, admin, 1, forOwn("guide")), 403, "permission-lacking");
  }

  @Test
  void nobodyChangesHerOwnRolesNorGetsMoreByChangingARoleSheHas() {
    var role = people.role("tags.read");
    var sec = people.addWith("sec", forBrand("security_administrator"), forBrand(role));
    var browser = people.browserOf("sec");

    assertProblem(
        People.assign(browser, sec, 1, forBrand("security_administrator"), forBrand("operator")),
        409,
        "own-account");
    assertProblem(
        put(browser, role, 1, "Mine", "tags.read", "customers.read"), 403, "permission-lacking");
    var others = people.role("segments.read");
    assertThat(put(browser, others, 1, "Theirs", "segments.read", "customers.read").status())
        .isEqualTo(200);
  }

  @Test
  void administrationIsKeptApart() {
    assertProblem(
        People.draft(
            commandLine(),
            "both",
            forBrand("system_administrator"),
            forBrand("security_administrator")),
        409,
        "duties-combined");
    assertProblem(
        People.createRole(commandLine(), "Both", "staff.manage", "channels.manage"),
        409,
        "duties-combined");
    var role = people.role("tags.read");
    var sys = people.addWith("sys", forBrand("system_administrator"), forBrand(role));
    assertProblem(
        put(commandLine(), role, 1, "Sly", "tags.read", "staff.manage"), 409, "duties-combined");
    assertThat(commandLine().get("/api/roles/" + role).json().get("version").asInt()).isEqualTo(1);
    assertProblem(
        People.assign(
            commandLine(),
            sys,
            1,
            forBrand("system_administrator"),
            forBrand("security_administrator")),
        409,
        "duties-combined");
    assertThat(
            People.assign(commandLine(), sys, 1, forBrand("owner"), forBrand("auditor")).status())
        .isEqualTo(200);
  }

  @Test
  void theLastOwnerStaysOne() {
    var admin = member("admin").get("id").asString();
    assertProblem(
        People.assign(commandLine(), admin, 1, forBrand("analyst")), 409, "last-administrator");

    people.addWith("second", forBrand("owner"));

    assertThat(People.assign(commandLine(), admin, 1, forBrand("analyst")).status()).isEqualTo(200);
  }

  @Test
  void ofTwoOwnersTakingEachOthersRoleOneStays() throws Exception {
    var first = people.addWith("first", forBrand("owner"));
    var second = people.addWith("second", forBrand("owner"));
    People.assign(commandLine(), member("admin").get("id").asString(), 1, forBrand("analyst"));
    var one = people.browserOf("first");
    var two = people.browserOf("second");

    List<Callable<Answer>> eachOther =
        List.of(
            () -> People.assign(one, second, 1, forBrand("analyst")),
            () -> People.assign(two, first, 1, forBrand("analyst")));
    var statuses = new ArrayList<Integer>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (Future<Answer> answer : threads.invokeAll(eachOther)) {
        statuses.add(answer.get().status());
      }
    }

    // The later one finds herself without the permission, or the other to be the last.
    assertThat(statuses).containsOnlyOnce(200).hasSize(2);
    assertThat(commandLine().get("/api/roles/owner").json().get("people").asInt()).isEqualTo(1);
  }

  @Test
  void rolesAndUnitsThatAreNoneAreNotGiven() {
    var nobody = UUID.randomUUID().toString();
    assertProblem(People.draft(commandLine(), "bo", forBrand("king")), 404, "role-unknown");
    assertProblem(People.draft(commandLine(), "bo", forBrand(nobody)), 404, "role-unknown");
    assertProblem(
        People.draft(commandLine(), "bo", forUnit("dealer", nobody)), 404, "unit-not-found");
    assertProblem(
        People.assign(commandLine(), nobody, 1, forBrand("analyst")), 404, "staff-unknown");
    // What can be had for the brand only would be nothing for a part.
    var role = people.role("broadcasts.read");
    var root = organisation.summary().root().id().toString();
    assertProblem(People.draft(commandLine(), "bo", forUnit(role, root)), 400, "scope-unfit");
  }

  private ServerClient commandLine() {
    return people.commandLine();
  }

  private JsonNode member(String username) {
    return commandLine()
        .get("/api/staff?limit=200")
        .json()
        .get("items")
        .valueStream()
        .filter(each -> each.get("username").asString().equals(username))
        .findFirst()
        .orElseThrow();
  }

  private static Answer put(
      ServerClient client, String id, int version, String name, String... permissions) {
    return client.send(
        "PUT",
        "/api/roles/" + id,
        JsonMapper.shared()
            .writeValueAsString(Map.of("name", name, "permissions", List.of(permissions))),
        Map.of("If-Match", "\"" + version + "\""));
  }

  private Answer link(String staffId) {
    return commandLine()
        .send(
            "POST",
            "/api/organisation/people",
            "{\"name\":\"Mei\",\"staffId\":\"%s\"}".formatted(staffId),
            Map.of("Idempotency-Key", UUID.randomUUID().toString()));
  }

  private Unit unit(UnitKind kind, String name, @Nullable Unit parent) {
    var parentId = parent == null ? organisation.summary().root().id() : parent.id();
    return organisation.create(new UnitDraft(kind, name, parentId, null, List.of()));
  }

  private DataScope scope(String username, String permission) {
    return callers.of(staff.findActive(username).orElseThrow()).scope(permission);
  }

  private DataScope scopeOf(Unit... units) {
    var numbers = new RoaringBitmap();
    for (var unit : units) {
      numbers.add(organisation.numberOf(unit.id()));
    }
    return DataScope.ofUnits(numbers);
  }
}
