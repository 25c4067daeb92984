package io.quanyu.sandbox.control;

import io.quanyu.sandbox.state.BulkMessage;
import io.quanyu.sandbox.state.State;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The books as a plain page without scripts, in Chinese or English. */
final class BooksPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The words of one language. */
  private record Words(
      String lang,
      String other,
      String otherName,
      String title,
      String intro,
      String members,
      String people,
      String waiting,
      String delivered,
      String notFriend,
      String overQuota,
      String persons,
      String duplicates,
      String mark,
      String noMark,
      String empty,
      String callbacks,
      String lost) {}

  private static final Words ZH =
      new Words(
          "zh-CN",
          "en",
          "English",
          "沙箱账本",
          "模拟的企业微信一侧看到的一切。时间为沙箱时钟(UTC)。",
          "成员",
          "人",
          "待成员确认",
          "已送达",
          "已不是好友",
          "超出次数",
          "送达人数",
          "重复送达人数",
          "活动标记",
          "(无标记)",
          "还没有群发。",
          "回调成功",
          "回调丢失");

  private static final Words EN =
      new Words(
          "en",
          "zh",
          "中文",
          "The sandbox's books",
          "Everything that the simulated WeCom saw. Times are those of the sandbox's clock (UTC).",
          "members",
          "people",
          "waiting for the member",
          "delivered",
          "no longer a friend",
          "over quota",
          "people reached",
          "people reached twice",
          "campaign mark",
          "(no mark)",
          "No bulk message yet.",
          "callbacks delivered",
          "callbacks lost");

  private BooksPage() {}

  static String render(State state, Locale locale) {
    Words words = locale.equals(Locale.ENGLISH) ? EN : ZH;
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!doctype html>
        <html lang="%s"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem;
          padding: 0 1rem; color: #1c2430; background: #fff; }
        table { border-collapse: collapse; width: 100%%; font-variant-numeric: tabular-nums; }
        th, td { border-bottom: 1px solid #d5dae1; padding: .4rem .6rem; text-align: right; }
        th:first-child, td:first-child { text-align: left; }
        .bad { color: #b3261e; font-weight: 600; }
        </style></head><body>
        <p><a href="/?lang=%s">%s</a></p>
        <h1>%s</h1>
        <p>%s</p>
        """
            .formatted(
                words.lang, words.title, words.other, words.otherName, words.title, words.intro));
    page.append(
        "<p>%s · %s: %d · %s: %d · %s: %d · %s: %d</p>\n"
            .formatted(
                TIME.format(state.clock().instant()),
                words.members,
                state.world().members().size(),
                words.people,
                state.world().peopleCount(),
                words.callbacks,
                state.callbacksDelivered(),
                words.lost,
                state.callbacksLost()));
    table(page, Books.of(state), words);
    return page.append("</body></html>\n").toString();
  }

  private static void table(StringBuilder page, Books books, Words words) {
    if (books.byMark().isEmpty()) {
      page.append("<p>").append(words.empty).append("</p>\n");
      return;
    }
    page.append("<table><thead><tr>");
    for (String head :
        new String[] {
          words.mark,
          words.waiting,
          words.delivered,
          words.notFriend,
          words.overQuota,
          words.persons,
          words.duplicates
        }) {
      page.append("<th scope=\"col\">").append(head).append("</th>");
    }
    page.append("</tr></thead><tbody>\n");
    // Marks are letters, digits and hyphens: nothing to escape.
    books
        .byMark()
        .forEach((mark, sum) ->
            page.append(
                "<tr><td>%s</td><td>%d</td><td>%d</td><td>%d</td><td>%d</td><td>%d</td><td%s>%d</td></tr>\n"
                    .formatted(
                        mark.equals(Books.NO_MARK) ? words.noMark : mark,
                        sum.rows(BulkMessage.Outcome.WAITING),
                        sum.rows(BulkMessage.Outcome.DELIVERED),
                        sum.rows(BulkMessage.Outcome.NOT_FRIEND),
                        sum.rows(BulkMessage.Outcome.OVER_QUOTA),
                        sum.persons(),
                        sum.duplicates() > 0 ? " class=\"bad\"" : "",
                        sum.duplicates())));
    page.append("</tbody></table>\n");
  }
}
