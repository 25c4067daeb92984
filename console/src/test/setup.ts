import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { useLanguageStore } from '@/shared/i18n/language';

// Machines that build and test at once are slow; a wait ends as soon as what it waits for is there.
// Checking whether an element can be seen means computing styles up the tree, which happy-dom does slowly; the e2e tests see for real.
configure({ asyncUtilTimeout: 10_000, defaultHidden: true });

beforeEach(() => {
  useLanguageStore.setState({ language: 'en' });
});

afterEach(() => {
  cleanup();
  localStorage.clear();
});
