import { Button, Dropdown } from 'antd';
import { type Language, languages, useLanguageStore } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { GlobalOutlined } from '@/shared/ui/icons';

/** Each language is named in itself, so that one who cannot read the current one finds it. */
const names: Record<Language, string> = { 'zh-CN': '简体中文', en: 'English' };

export function LanguageSwitch() {
  const text = useText();
  const { language, speak } = useLanguageStore();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: languages.map((each) => ({ key: each, label: <span lang={each}>{names[each]}</span> })),
        selectedKeys: [language],
        onClick: ({ key }) => speak(key as Language),
      }}
    >
      <Button type="text" icon={<GlobalOutlined />} aria-label={`${names[language]} · ${text('language.switch')}`}>
        {names[language]}
      </Button>
    </Dropdown>
  );
}
