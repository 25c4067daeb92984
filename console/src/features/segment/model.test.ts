import { describe, expect, it } from 'vitest';
import type { SegmentCondition } from './api';
import { addChild, compile, decompile, finishedLeaf, newDraft, newGroup, newLeaf, type PerformedDraft, removeNode } from './model';

const sleeping: SegmentCondition = { type: 'tag', tag: 'lifecycle_stage', values: ['sleeping'] };
const boughtTwice: SegmentCondition = {
  type: 'performed',
  event: 'purchase',
  measure: 'count',
  operator: 'at_least',
  min: 2,
  window: { type: 'within', days: 365 },
};
const rich: SegmentCondition = { type: 'metric', metric: 'net_revenue', currency: 'CNY', operator: 'between', min: 100_000, max: 500_000 };

describe('compile and decompile', () => {
  it.each<[string, SegmentCondition]>([
    ['one group', { type: 'all_of', conditions: [sleeping, boughtTwice] }],
    ['nested groups', { type: 'all_of', conditions: [sleeping, { type: 'any_of', conditions: [rich, boughtTwice] }] }],
    ['a negated leaf', { type: 'all_of', conditions: [{ type: 'not', condition: sleeping }] }],
    ['none of', { type: 'not', condition: { type: 'any_of', conditions: [sleeping, rich] } }],
    ['another segment', { type: 'any_of', conditions: [{ type: 'in_segment', segmentId: '0192' }, sleeping] }],
  ])('gives back %s unchanged', (_, condition) => {
    expect(compile(decompile(condition)).condition).toEqual(condition);
  });

  it('keeps the meaning of "not all of" by a group of which none may hold', () => {
    expect(compile(decompile({ type: 'not', condition: { type: 'all_of', conditions: [sleeping, rich] } })).condition).toEqual({
      type: 'not',
      condition: { type: 'any_of', conditions: [{ type: 'all_of', conditions: [sleeping, rich] }] },
    });
  });

  it('gives a range of one value both its bounds', () => {
    const root = decompile({ type: 'attribute', attribute: 'birthday', operator: 'between', values: ['2000-01-01'] });
    expect(root.children[0]).toMatchObject({ draft: { values: ['2000-01-01', '2000-01-01'] } });
  });

  it('drops a double negation', () => {
    expect(compile(decompile({ type: 'not', condition: { type: 'not', condition: sleeping } })).condition).toEqual({
      type: 'all_of',
      conditions: [sleeping],
    });
  });

  it('puts a lone leaf into a group, so that one can add beside it', () => {
    expect(decompile(sleeping).children).toHaveLength(1);
  });
});

describe('paths', () => {
  it('address the nodes of the condition that is sent, not of the editor', () => {
    const unfinished = newLeaf(newDraft('tag'));
    const negated = newLeaf({ type: 'tag', tag: 'gender', values: ['male'] }, true);
    const inner = newLeaf({ type: 'in_segment', segmentId: '0192' });
    const none = newGroup('none', [inner]);
    const root = newGroup('all', [unfinished, negated, none]);
    const { pathOf, unfinished: count, condition } = compile(root);
    expect(condition).toEqual({
      type: 'all_of',
      conditions: [
        { type: 'not', condition: { type: 'tag', tag: 'gender', values: ['male'] } },
        { type: 'not', condition: { type: 'any_of', conditions: [{ type: 'in_segment', segmentId: '0192' }] } },
      ],
    });
    expect(Object.fromEntries(pathOf)).toEqual({ [root.id]: '0', [negated.id]: '0.0', [none.id]: '0.1', [inner.id]: '0.1.0.0' });
    expect(count).toBe(1);
  });

  it('an editor with nothing finished has no condition', () => {
    expect(compile(newGroup('all', [newLeaf(newDraft('metric'))]))).toMatchObject({ condition: null, unfinished: 1 });
    expect(compile(newGroup())).toMatchObject({ condition: null, unfinished: 1 });
  });
});

describe('a leaf is finished', () => {
  it('between only when the lower bound is not above the upper', () => {
    expect(finishedLeaf({ type: 'metric', metric: 'orders', operator: 'between', min: 3, max: 2 })).toBeNull();
    expect(finishedLeaf({ type: 'metric', metric: 'orders', operator: 'between', min: 2, max: 2 })).not.toBeNull();
  });

  it('without the bound of an operator chosen earlier', () => {
    expect(finishedLeaf({ type: 'metric', metric: 'orders', operator: 'at_most', min: 9, max: 2 })).toEqual({
      type: 'metric',
      metric: 'orders',
      operator: 'at_most',
      max: 2,
    });
  });

  it('zero is a bound', () => {
    expect(finishedLeaf({ type: 'metric', metric: 'orders', operator: 'exactly', min: 0 })).toMatchObject({ min: 0 });
  });

  it('a sum only with the property that is summed', () => {
    const sum = { ...newDraft('performed'), measure: 'sum' } as PerformedDraft;
    expect(finishedLeaf(sum)).toBeNull();
    expect(finishedLeaf({ ...sum, property: 'units' })).toMatchObject({ property: 'units' });
  });

  it('amounts only with their currency', () => {
    const revenue = { ...newDraft('performed'), measure: 'sum', property: 'revenue' } as PerformedDraft;
    expect(finishedLeaf(revenue)).toBeNull();
    expect(finishedLeaf({ ...revenue, currency: 'CNY' })).toMatchObject({ property: 'revenue', currency: 'CNY' });
    expect(finishedLeaf({ ...revenue, measure: 'count', currency: 'CNY' })).not.toHaveProperty('currency');
  });

  it('"exists" takes no values along', () => {
    expect(finishedLeaf({ type: 'attribute', attribute: 'city', operator: 'exists', values: ['上海'] })).toMatchObject({ values: [] });
  });
});

describe('editing', () => {
  it('adds to a nested group and removes from it', () => {
    const group = newGroup('any');
    const root = newGroup('all', [group]);
    const leaf = newLeaf(newDraft('tag'));
    const grown = addChild(root, group.id, leaf);
    expect(grown.children[0]).toMatchObject({ children: [leaf] });
    expect(root.children[0]).toMatchObject({ children: [] });
    expect(removeNode(grown, leaf.id).children[0]).toMatchObject({ children: [] });
  });
});
