package io.quanyu.sandbox.wecom;

import io.quanyu.sandbox.http.Answer;
import io.quanyu.sandbox.http.BadRequest;
import io.quanyu.sandbox.http.Request;
import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.state.Entry;
import io.quanyu.sandbox.state.Ledger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The pages on which a member lets an app know who she is: {@code /connect/oauth2/authorize} as
 * inside WeCom and {@code /wwlogin/sso/login} as for a QR code. Real WeCom knows its member or
 * shows a code to scan; here one chooses a member by name.
 */
public final class MemberPages {

  private final Ledger ledger;
  private final MemberCodes codes;

  /** Pages that hand out these codes. */
  public MemberPages(Ledger ledger, MemberCodes codes) {
    this.ledger = ledger;
    this.codes = codes;
  }

  /** Adds its paths. */
  public void route(Router router) {
    router.route("GET", "/connect/oauth2/authorize", this::ask);
    router.route("GET", "/wwlogin/sso/login", this::ask);
    router.route("GET", "/wwlogin/as", this::authorize);
  }

  private Answer ask(Request request) {
    String corpId = needed(request, "appid");
    String agentId = needed(request, "agentid");
    String fields = hidden(request, "redirect_uri") + hidden(request, "state");
    StringBuilder members = new StringBuilder();
    ledger.call(state -> {
      boolean isKnown =
          state.world().apps().stream()
              .anyMatch(app ->
                  app.corpid().equals(corpId) && String.valueOf(app.agentid()).equals(agentId));
      if (!isKnown) {
        throw new BadRequest("no such app: appid " + corpId + ", agentid " + agentId);
      }
      for (Entry.MemberAdded member : state.world().members()) {
        members
            .append("<option value=\"")
            .append(escaped(member.userid()))
            .append("\">")
            .append(escaped(member.name()))
            .append("</option>");
      }
      return members;
    });
    return Answer.html(
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>WeCom</title>
        <body style="font-family: sans-serif; max-width: 24rem; margin: 4rem auto">
        <main><h1>WeCom</h1><p>The sandbox believes what you say.</p>
        <form action="/wwlogin/as" method="get">%s
        <p><label>Member <input name="userid" list="members" autofocus required></label></p>
        <datalist id="members">%s</datalist>
        <button>Continue</button></form></main></body></html>
        """
            .formatted(fields, members));
  }

  private Answer authorize(Request request) {
    String redirectUri = needed(request, "redirect_uri");
    String code = codes.give(needed(request, "userid"));
    return new Answer.Full(
        302,
        "text/plain",
        "",
        Map.of(
            "Location",
            redirectUri
                + (redirectUri.indexOf('?') < 0 ? "?" : "&")
                + "code="
                + code
                + "&state="
                + URLEncoder.encode(needed(request, "state"), StandardCharsets.UTF_8)));
  }

  private static String hidden(Request request, String name) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
        .formatted(name, escaped(needed(request, name)));
  }

  private static String needed(Request request, String name) {
    String value = request.query(name);
    if (value == null || value.isBlank()) {
      throw new BadRequest(name + " is missing");
    }
    return value;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
