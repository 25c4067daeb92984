import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { useLanguageStore } from '@/shared/i18n/language';

// Machines that build and test at once are slow; a wait ends as soon as what it waits for is there.
configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => {
  useLanguageStore.setState({ language: 'en' });
});

afterEach(() => {
  cleanup();
  localStorage.clear();
});
