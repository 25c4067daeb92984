package io.quanyu.sandbox.control;

import io.quanyu.sandbox.state.Campaign;
import io.quanyu.sandbox.state.Campaigns;
import io.quanyu.sandbox.state.Channel;
import io.quanyu.sandbox.state.Outcome;
import io.quanyu.sandbox.state.Reaction;
import io.quanyu.sandbox.state.State;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The books as a plain page without scripts, in Chinese or English: one block a campaign mark. */
final class BooksPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** One word in both languages. */
  private enum Word {
    TITLE("沙箱账本", "The sandbox's books"),
    INTRO("模拟的企业微信与短信网关一侧看到的一切。", "Everything that the simulated WeCom and SMS gateway saw."),
    CLOCK("沙箱时钟(UTC)", "The sandbox's clock (UTC)"),
    MEMBERS("成员", "members"),
    PEOPLE("人", "people"),
    CALLBACKS("企业微信回调成功", "WeCom callbacks delivered"),
    CALLBACKS_LOST("企业微信回调丢失", "WeCom callbacks lost"),
    REPORTS("短信回执已取走", "SMS reports taken"),
    REPLIES("短信回复已取走", "SMS replies taken"),
    WEBHOOKS_PENDING("短信回调待送", "SMS callbacks pending"),
    WEBHOOKS_LOST("短信回调丢失", "SMS callbacks lost"),
    EMPTY("还没有消息。", "No message yet."),
    NO_MARK("(无标记)", "(no mark)"),
    DELIVERY("送达", "Delivery"),
    REACTION("反应", "Reactions"),
    PERSONS("送达人数", "people reached"),
    DUPLICATES("重复送达人数", "people reached twice"),
    BY_WECOM("企业微信送达", "delivered by WeCom"),
    BY_SMS("短信送达", "delivered by SMS"),
    PARTS("短信计费条数", "SMS parts paid"),
    WAITING("待成员确认", "waiting for the member"),
    CANCELLED("已撤回", "taken back"),
    NOT_FRIEND("已不是好友", "no longer a friend"),
    OVER_QUOTA("超出次数", "over quota"),
    FAILED("空号", "number unknown"),
    OPENED("打开", "opened"),
    CLICKED("点击", "clicked"),
    BLOCKED("删除成员", "removed the member"),
    REPLIED("回复R", "answered R"),
    BOUGHT("购买(已触达)", "bought (reached)"),
    BOUGHT_OTHERS("购买(未触达)", "bought (others)");

    private final String zh;
    private final String en;

    Word(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }
  }

  private final boolean isEnglish;
  private final StringBuilder page = new StringBuilder();

  private BooksPage(boolean isEnglish) {
    this.isEnglish = isEnglish;
  }

  static String render(State state, Locale locale) {
    return new BooksPage(locale.equals(Locale.ENGLISH)).render(state);
  }

  private String in(Word word) {
    return isEnglish ? word.en : word.zh;
  }

  private String render(State state) {
    page.append(
        """
        <!doctype html>
        <html lang="%s"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem;
          padding: 1rem; color: #1c2430; background: #fff; }
        header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
        h1 { font-size: 1.5rem; margin: .5rem 0; }
        h2 { font-size: 1.125rem; margin: 0; overflow-wrap: anywhere; }
        h3 { font-size: .875rem; margin: .75rem 0 .25rem; color: #5a6575; font-weight: 600; }
        section { border: 1px solid #d5dae1; border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
        dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr));
          gap: .5rem 1rem; margin: 0; }
        dl div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
        dt { font-size: .8125rem; color: #5a6575; }
        dd { margin: 0; font-size: 1.125rem; font-variant-numeric: tabular-nums; }
        .bad dd { color: #b3261e; font-weight: 600; }
        </style></head><body>
        <header><h1>%s</h1><a href="/?lang=%s" lang="%s">%s</a></header>
        <p>%s</p>
        """
            .formatted(
                isEnglish ? "en" : "zh-CN",
                in(Word.TITLE),
                in(Word.TITLE),
                isEnglish ? "zh" : "en",
                isEnglish ? "zh-CN" : "en",
                isEnglish ? "中文" : "English",
                in(Word.INTRO)));
    page.append("<p>")
        .append(in(Word.CLOCK))
        .append(isEnglish ? ": " : ":")
        .append(TIME.format(state.clock().instant()))
        .append("</p>\n<dl>\n");
    figure(Word.MEMBERS, state.world().members().size());
    figure(Word.PEOPLE, state.world().peopleCount());
    figure(Word.CALLBACKS, state.callbacksDelivered());
    problem(Word.CALLBACKS_LOST, state.callbacksLost());
    figure(Word.REPORTS, state.smsGateway().reportsTaken());
    figure(Word.REPLIES, state.smsGateway().repliesTaken());
    figure(Word.WEBHOOKS_PENDING, state.smsGateway().pendingCount());
    problem(Word.WEBHOOKS_LOST, state.smsGateway().webhooksLost());
    page.append("</dl>\n");
    if (state.campaigns().byMark().isEmpty()) {
      page.append("<p>").append(in(Word.EMPTY)).append("</p>\n");
    }
    state.campaigns().byMark().forEach(this::campaign);
    return page.append("</body></html>\n").toString();
  }

  private void campaign(String mark, Campaign campaign) {
    // Marks are letters, digits and hyphens: nothing to escape.
    page.append("<section><h2>")
        .append(mark.equals(Campaigns.NO_MARK) ? in(Word.NO_MARK) : mark)
        .append("</h2>\n<h3>")
        .append(in(Word.DELIVERY))
        .append("</h3><dl>\n");
    figure(Word.PERSONS, campaign.persons());
    problem(Word.DUPLICATES, campaign.duplicates());
    figure(Word.BY_WECOM, campaign.deliveredBy(Channel.WECOM));
    figure(Word.BY_SMS, campaign.deliveredBy(Channel.SMS));
    figure(Word.WAITING, campaign.rows(Outcome.WAITING));
    figure(Word.CANCELLED, campaign.rows(Outcome.CANCELLED));
    figure(Word.NOT_FRIEND, campaign.rows(Outcome.NOT_FRIEND));
    figure(Word.OVER_QUOTA, campaign.rows(Outcome.OVER_QUOTA));
    figure(Word.FAILED, campaign.rows(Outcome.FAILED));
    figure(Word.PARTS, campaign.smsParts());
    page.append("</dl>\n<h3>").append(in(Word.REACTION)).append("</h3><dl>\n");
    figure(Word.OPENED, campaign.reacted(Reaction.OPENED));
    figure(Word.CLICKED, campaign.reacted(Reaction.CLICKED));
    figure(Word.BLOCKED, campaign.reacted(Reaction.BLOCKED));
    figure(Word.REPLIED, campaign.reacted(Reaction.REPLIED));
    figure(Word.BOUGHT, campaign.boughtReached());
    figure(Word.BOUGHT_OTHERS, campaign.boughtOthers());
    page.append("</dl></section>\n");
  }

  private void figure(Word word, long number) {
    figure(word, String.format(Locale.ROOT, "%,d", number), false);
  }

  /** A number that is zero when all is well. */
  private void problem(Word word, long number) {
    figure(word, String.format(Locale.ROOT, "%,d", number), number > 0);
  }

  private void figure(Word word, String figure, boolean isBad) {
    page.append(isBad ? "<div class=\"bad\">" : "<div>")
        .append("<dt>")
        .append(in(word))
        .append("</dt><dd>")
        .append(figure)
        .append("</dd></div>\n");
  }
}
