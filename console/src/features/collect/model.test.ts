import { describe, expect, it } from 'vitest';
import type { ImportKindDescription, Mapping, Upload } from './api';
import { fitMapping, freeColumns, gapsOf, mapField, paceOf, withoutBlanks } from './model';

const orders: ImportKindDescription = {
  kind: 'orders',
  fields: [
    { field: 'orderNo', type: 'text', required: true },
    { field: 'unitPrice', type: 'decimal', required: true },
    { field: 'phone', type: 'phone', required: false, oneOfGroup: 'customer' },
    { field: 'memberNo', type: 'text', required: false, oneOfGroup: 'customer' },
  ],
};
const upload: Upload = {
  id: '1',
  fileName: 'orders.csv',
  sizeBytes: 10,
  sha256: '',
  format: 'csv',
  columns: ['Invoice', 'Price', 'Mobile', 'Colour'].map((name) => ({ name, samples: [] })),
};
const none: Mapping = { kind: 'orders', columns: {} };

describe('gapsOf', () => {
  it('names required fields and groups of which one is needed', () => {
    expect(gapsOf(none, orders)).toEqual([
      { type: 'field', field: 'orderNo' },
      { type: 'field', field: 'unitPrice' },
      { type: 'oneOf', fields: ['phone', 'memberNo'] },
    ]);
  });

  it('is content with a column, a constant and one of the group', () => {
    const mapping: Mapping = { kind: 'orders', columns: { orderNo: 'Invoice', memberNo: 'Mobile' }, constants: { unitPrice: '1' } };
    expect(gapsOf(mapping, orders)).toEqual([]);
  });

  it('does not take an empty constant for an answer', () => {
    const mapping: Mapping = { kind: 'orders', columns: { orderNo: 'Invoice', phone: 'Mobile' }, constants: { unitPrice: '' } };
    expect(gapsOf(mapping, orders)).toEqual([{ type: 'field', field: 'unitPrice' }]);
  });
});

describe('mapField', () => {
  it('takes a column out of the attributes', () => {
    const mapping: Mapping = { kind: 'customers', columns: {}, attributes: ['Colour', 'Mobile'] };
    expect(mapField(mapping, 'phone', { column: 'Mobile' })).toMatchObject({ columns: { phone: 'Mobile' }, attributes: ['Colour'] });
  });

  it('replaces a column by a constant and the other way round', () => {
    const constant = mapField({ ...none, columns: { unitPrice: 'Price' } }, 'unitPrice', { constant: '5' });
    expect(constant).toMatchObject({ columns: {}, constants: { unitPrice: '5' } });
    expect(mapField(constant, 'unitPrice', { column: 'Price' })).toMatchObject({ columns: { unitPrice: 'Price' }, constants: {} });
  });
});

it('freeColumns are those that no field uses', () => {
  expect(freeColumns(upload, { ...none, columns: { orderNo: 'Invoice' } })).toEqual(['Price', 'Mobile', 'Colour']);
});

it('fitMapping leaves out columns that the file lacks', () => {
  const saved: Mapping = { kind: 'orders', columns: { orderNo: 'Invoice', phone: 'Telephone' }, attributes: ['Colour', 'Size'] };
  expect(fitMapping(saved, upload)).toEqual({ kind: 'orders', columns: { orderNo: 'Invoice' }, attributes: ['Colour'] });
});

it('withoutBlanks leaves out constants that nothing was typed for', () => {
  expect(withoutBlanks({ ...none, constants: { brand: 'Q', category: ' ' } }).constants).toEqual({ brand: 'Q' });
});

describe('paceOf', () => {
  it('estimates by bytes', () => {
    expect(paceOf({ bytesRead: 250, bytesTotal: 1000, rows: 500, seconds: 5 })).toEqual({
      share: 0.25,
      rowsPerSecond: 100,
      secondsLeft: 15,
    });
  });

  it('says nothing before anything is read', () => {
    expect(paceOf({ bytesRead: 0, bytesTotal: 1000, rows: 0, seconds: 0 })).toEqual({
      share: 0,
      rowsPerSecond: undefined,
      secondsLeft: undefined,
    });
  });
});
