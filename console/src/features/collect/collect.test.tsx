import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { catalogues, textIn } from '@/shared/i18n/text';
import { choose } from '@/test/choose';
import { type Answer, fakeServer } from '@/test/fakeServer';
import { renderAt } from '@/test/renderAt';
import type { Import, ImportKindDescription, MappingGuess, Upload } from './api';
import { sayReason } from './words';

const upload: Upload = {
  id: '0199aaaa-0000-7000-8000-000000000001',
  fileName: 'orders.csv',
  sizeBytes: 2_048,
  sha256: '00',
  format: 'csv',
  columns: [
    { name: 'Invoice', samples: ['C1001', '1002'] },
    { name: 'Price', samples: ['2.55'] },
  ],
  suggestedKind: 'orders',
};
const kinds: ImportKindDescription[] = [
  {
    kind: 'orders',
    fields: [
      { field: 'orderNo', type: 'text', required: true },
      { field: 'unitPrice', type: 'decimal', required: true },
    ],
  },
];
const guess: MappingGuess = {
  mapping: { kind: 'orders', columns: { orderNo: 'Invoice' } },
  confidence: [{ field: 'orderNo', column: 'Invoice', reason: 'synonym' }],
  needs: ['currency', 'zone'],
};
const running: Import = {
  id: '0199bbbb-0000-7000-8000-000000000001',
  kind: 'orders',
  fileName: 'orders.csv',
  channel: 'tmall',
  state: 'running',
  bytesRead: 500,
  bytesTotal: 2_000,
  rows: 1_000,
  accepted: 990,
  quarantined: 10,
  reasons: [{ reason: 'bad-number', count: 10, firstLine: 42 }],
  notices: [],
  orders: 400,
  documents: { sale: 400 },
  customers: 120,
  netRevenue: { GBP: '5761931.38' },
  seconds: 5,
  mapping: guess.mapping,
  isReplay: false,
  alreadyImported: false,
};

/** Stands in for the browser's request, which happy-dom would send to the network. */
class FakeUpload {
  static sent: FormData[] = [];
  upload: { onprogress?: (event: { lengthComputable: boolean; loaded: number; total: number }) => void } = {};
  status = 201;
  response: unknown = upload;
  onload?: () => void;
  open() {}
  setRequestHeader() {}
  abort() {}
  send(form: FormData) {
    FakeUpload.sent.push(form);
    this.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 2 });
    queueMicrotask(() => this.onload?.());
  }
}

beforeEach(() => {
  FakeUpload.sent = [];
  vi.stubGlobal('XMLHttpRequest', FakeUpload);
});

function server(routes: Record<string, Answer> = {}) {
  return fakeServer({
    'GET /api/import-kinds': kinds,
    'GET /api/import-mappings': [],
    [`POST /api/uploads/${upload.id}/mapping-guess`]: guess,
    'GET /api/imports/*': running,
    ...routes,
  });
}

it('walks from a file to a running import', async () => {
  const asked = server({ 'POST /api/imports': running });
  const router = renderAt('/imports/new');
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  await waitFor(() => expect(document.querySelector('input[type=file]')).toBeTruthy());
  await user.upload(document.querySelector('input[type=file]') as HTMLInputElement, new File(['a'], 'orders.csv', { type: 'text/csv' }));

  const table = await screen.findByRole('table');
  expect(within(table).getByText('C1001 · 1002')).toBeTruthy();
  expect(within(table).getByText('Known name')).toBeTruthy();
  expect(screen.getByText('Still needed: Unit price')).toBeTruthy();
  const start = screen.getByRole<HTMLButtonElement>('button', { name: 'Start import' });
  expect(start.disabled).toBe(true);

  await choose(user, 'Column of Unit price', 'Price');
  expect(screen.getByText('By hand')).toBeTruthy();
  await user.type(screen.getByLabelText('Channel'), 'tmall');
  await choose(user, 'Currency', 'GBP');
  expect(start.disabled).toBe(false);
  await user.click(start);

  await waitFor(() => expect(router.state.location.pathname).toBe(`/imports/${running.id}`));
  expect(asked.last('POST /api/imports').body).toEqual({
    uploadId: upload.id,
    channel: 'tmall',
    mapping: { kind: 'orders', columns: { orderNo: 'Invoice', unitPrice: 'Price' }, constants: {} },
    currency: 'GBP',
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  expect(FakeUpload.sent[0]?.get('file')).toBeInstanceOf(File);
});

it('tells how far a running import is and how long it will take', async () => {
  server();
  renderAt(`/imports/${running.id}`);
  expect((await screen.findByRole('progressbar')).getAttribute('aria-valuenow')).toBe('25');
  expect(screen.getByText(/about 15 sec left/)).toBeTruthy();
  expect(screen.getByText('200 rows/s')).toBeTruthy();
});

it('shows what came of it, with every reason and a download', async () => {
  server({ 'GET /api/imports/*': { ...running, state: 'completed', finishedAt: '2026-11-22T10:00:00Z' } });
  renderAt(`/imports/${running.id}`);
  expect(await screen.findByText('£5,761,931.38')).toBeTruthy();
  expect(screen.getByText('A number cannot be read')).toBeTruthy();
  const download = screen.getByRole<HTMLAnchorElement>('link', { name: 'Download quarantined rows' });
  expect(download.getAttribute('href')).toBe(`/api/imports/${running.id}/rejected.csv`);
});

it('has words for every field and every reason that the API names', () => {
  const document = readFileSync(join(import.meta.dirname, '../../../../docs/api/openapi.yaml'), 'utf8');
  const valuesOf = (schema: string) => new RegExp(`^ {4}${schema}:.*enum: \\[([^\\]]*)\\]`, 'm').exec(document)?.[1]?.split(', ') ?? [];
  const fields = valuesOf('FieldName');
  const reasons = valuesOf('ReasonSlug');
  const links = valuesOf('LinkSlug');
  expect(Math.min(fields.length, reasons.length, links.length)).toBeGreaterThan(4);
  for (const text of [textIn('en'), textIn('zh-CN')]) {
    expect(fields.filter((field) => text.word('field', field) === field)).toEqual([]);
    expect(reasons.filter((reason) => sayReason(reason, text) === reason)).toEqual([]);
    expect(links.filter((link) => text.word('linkReason', link) === link)).toEqual([]);
  }
  // And no word for what the API no longer says.
  const said = Object.keys(catalogues.en).filter((key) => key.startsWith('quarantine.'));
  expect(said.filter((key) => !reasons.includes(key.replace('quarantine.', '')))).toEqual([]);
  const named = Object.keys(catalogues.en).filter((key) => key.startsWith('field.'));
  expect(named.filter((key) => !fields.includes(key.replace('field.', '')))).toEqual([]);
});

it('puts the words of a reason together from the field it is about', () => {
  expect(sayReason('missing-order-no', textIn('en'))).toBe('Order number is missing');
  expect(sayReason('too-long-product-name', textIn('en'))).toBe('Product name is too long');
  expect(sayReason('too-long', textIn('en'))).toBe('Too long');
  expect(sayReason('eaten-by-dog', textIn('en'))).toBe('eaten-by-dog');
});
