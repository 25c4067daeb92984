package io.quanyu.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PersonNameTests {

  @Test
  void ignoresWidthCaseAndSpaces() {
    assertThat(PersonName.parse("　王 小明 ")).isEqualTo(PersonName.parse("王小明"));
    assertThat(PersonName.parse("ＪＯＨＮ  smith")).isEqualTo(PersonName.parse("John Smith"));
    assertThat(PersonName.parse("王\u200b小明")).isEqualTo(PersonName.parse("王小明"));
    assertThat(PersonName.parse("阿依古丽·买买提")).isEqualTo(PersonName.parse("阿依古丽买买提"));
  }

  @Test
  void ignoresTitles() {
    assertThat(PersonName.parse("Mrs. Ada Lovelace")).isEqualTo(PersonName.parse("ada lovelace"));
    assertThat(PersonName.parse("Lovelace, Ada")).isEqualTo(PersonName.parse("Ada Lovelace"));
    assertThat(PersonName.parse("O'Brien")).isEqualTo(PersonName.parse("O’Brien"));
  }

  @Test
  void keepsTheFirstCharacterOfMaskedNames() {
    for (var masked : new String[] {"王**", "王*明", "王＊", "王某某", "王先生", "王女士", "王XX", "王", "王??"}) {
      assertThat(PersonName.parse(masked)).as(masked).contains(new PersonName("王", true));
    }
    assertThat(PersonName.parse("J*** S****")).contains(new PersonName("j", true));
  }

  @Test
  void refusesWhatNamesNobody() {
    for (var nobody :
        new String[] {"", "  ", "匿名用户", "N/A", "13812345678", "*小明", "***", "-", "微信用户", "NULL"}) {
      assertThat(PersonName.parse(nobody)).as(nobody).isEmpty();
    }
  }

  @Test
  void parsingItsOwnTextChangesNothing() {
    for (var name : new String[] {"王小明", "Ada Lovelace", "欧阳 锋", "Dr. Who", "先知"}) {
      var once = PersonName.parse(name).orElseThrow();
      assertThat(PersonName.parse(once.text())).contains(once);
    }
  }

  @Test
  void doesNotTellTheName() {
    assertThat(PersonName.parse("王小明").orElseThrow()).hasToString("PersonName[full]");
  }
}
