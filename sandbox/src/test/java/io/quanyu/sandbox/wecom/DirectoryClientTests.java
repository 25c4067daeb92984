package io.quanyu.sandbox.wecom;

import static io.quanyu.sandbox.wecom.TokenClientTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.sandbox.RunningSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.cp.api.WxCpService;
import me.chanjar.weixin.cp.bean.external.contact.WxCpExternalContactBatchInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Departments, members and customer contacts, through the client that the server uses. */
class DirectoryClientTests {
  @TempDir Path data;
  private RunningSandbox sandbox;
  private WxCpService client;

  @BeforeEach
  void start() {
    sandbox = RunningSandbox.withWorld(data);
    client = sandbox.client();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void listsDepartmentsAndTheirMembers() throws WxErrorException {
    assertThat(client.getDepartmentService().list(null))
        .extracting(it -> it.getName())
        .containsExactly("Brand", "Nanjing Road");
    assertThat(client.getDepartmentService().list(2L)).hasSize(1);
    assertThat(client.getUserService().listSimpleByDepartment(1L, false, 0))
        .extracting(it -> it.getUserId())
        .containsExactly("ann");
    assertThat(client.getUserService().listSimpleByDepartment(1L, true, 0)).hasSize(2);
  }

  @Test
  void listsAMembersCustomers() throws WxErrorException {
    var contacts = client.getExternalContactService();
    assertThat(contacts.listExternalContacts("ann")).containsExactly("wm1", "wm2", "wm3");
    assertRefused(60111, () -> contacts.listExternalContacts("nobody"));
    sandbox.post("/sandbox/members/bo/remove", "{\"externalUserid\":\"wm3\"}");
    assertThat(contacts.listExternalContacts("bo")).as("the client hides 84061").isEmpty();
    assertThat(
            sandbox
                .get(
                    "/cgi-bin/externalcontact/list?userid=bo&access_token="
                        + client.getAccessToken())
                .path("errcode")
                .asInt())
        .isEqualTo(84061);
  }

  @Test
  void showsACustomerAndHerMembers() throws WxErrorException {
    var contacts = client.getExternalContactService();
    var detail = contacts.getContactDetail("wm3", null);
    assertThat(detail.getFollowedUsers())
        .extracting(it -> it.getUserId())
        .containsExactly("ann", "bo");
    assertThat(contacts.getContactDetail("wm1", null).getExternalContact().getUnionId())
        .isEqualTo("u1");
    assertRefused(40096, () -> contacts.getContactDetail("wmnobody", null));
  }

  @Test
  void showsTheNumbersThatMembersNoted() throws WxErrorException {
    sandbox.post(
        "/sandbox/world",
        """
        {"person":{"personId":"p3","externalUserid":"wm3","followedBy":["ann","bo"],"remarkMobiles":["13800000003"]}}
        """);
    var contacts = client.getExternalContactService();
    assertThat(contacts.getContactDetail("wm3", null).getFollowedUsers())
        .hasSize(2)
        .allSatisfy(it -> assertThat(it.getRemarkMobiles()).containsExactly("13800000003"));
    assertThat(
            contacts
                .getContactDetailBatch(new String[] {"bo"}, "", 10)
                .getExternalContactList()
                .getFirst()
                .getFollowInfo()
                .getRemarkMobiles())
        .containsExactly("13800000003");
    assertThat(
            contacts.getContactDetail("wm1", null).getFollowedUsers().getFirst().getRemarkMobiles())
        .isEmpty();
  }

  @Test
  void pagesThroughTheCustomersOfSeveralMembers() throws WxErrorException {
    var contacts = client.getExternalContactService();
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      WxCpExternalContactBatchInfo page =
          contacts.getContactDetailBatch(new String[] {"bo", "ann"}, cursor, 1);
      page.getExternalContactList()
          .forEach(it ->
              seen.add(
                  it.getFollowInfo().getUserId()
                      + ":"
                      + it.getExternalContact().getExternalUserId()));
      cursor = page.getNextCursor();
    } while (!cursor.isEmpty());
    assertThat(seen).containsExactly("ann:wm1", "ann:wm2", "ann:wm3", "bo:wm3");
    assertRefused(40058, () -> contacts.getContactDetailBatch(new String[] {"ann"}, "", 101));
    assertRefused(60111, () -> contacts.getContactDetailBatch(new String[] {"nobody"}, "", 1));
  }
}
