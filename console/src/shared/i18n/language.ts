import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

interface LanguageState {
  language: Language;
  speak: (language: Language) => void;
}

/** The reader's language, kept in the browser; at first the browser's own. */
export const useLanguageStore = create<LanguageState>()(
  persist(
    (set) => ({
      language: navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en',
      speak: (language) => set({ language }),
    }),
    { name: 'quanyu.language' },
  ),
);

export const useLanguage = (): Language => useLanguageStore((state) => state.language);
