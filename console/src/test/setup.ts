import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { useLanguageStore } from '@/shared/i18n/language';

// happy-dom has no canvas to draw on; what a chart shows is its label and the figures beside it.
vi.mock('@/shared/chart/ChartCanvas', () => ({ default: () => null }));

// Machines that build and test at once are slow; a wait ends as soon as what it waits for is there.
configure({ asyncUtilTimeout: 30_000 });

beforeEach(() => {
  useLanguageStore.setState({ language: 'en' });
});

afterEach(() => {
  cleanup();
  localStorage.clear();
});
