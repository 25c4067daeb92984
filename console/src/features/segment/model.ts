import type { Schemas } from '@/shared/api/client';
import { assertNever } from '@/shared/assertNever';

/**
 * The condition as the editor holds it: unlike the API's condition a leaf may be unfinished, every node has an identity, and
 * "not" is a property (a group of which none may hold, a leaf that is negated) instead of a level of the tree.
 */
export type EditorNode = EditorGroup | EditorLeaf;

export type GroupMatch = 'all' | 'any' | 'none';

export interface EditorGroup {
  kind: 'group';
  id: string;
  match: GroupMatch;
  children: EditorNode[];
}

export interface EditorLeaf {
  kind: 'leaf';
  id: string;
  negated: boolean;
  draft: LeafDraft;
}

type Condition = Schemas['SegmentCondition'];
export type AttributeOperator = Schemas['AttributeCondition']['operator'];
export type NumberOperator = Schemas['NumberOperator'];
export type Measure = Schemas['Performed']['measure'];
export type TimeWindow = Schemas['TimeWindow'];

export interface TagDraft {
  type: 'tag';
  tag?: string;
  values: string[];
}
export interface AttributeDraft {
  type: 'attribute';
  attribute?: string;
  operator: AttributeOperator;
  values: string[];
}
export interface MetricDraft {
  type: 'metric';
  metric?: Schemas['Metric'];
  currency?: string;
  operator: NumberOperator;
  min?: number;
  max?: number;
}
export interface PerformedDraft {
  type: 'performed';
  event?: string;
  measure: Measure;
  property?: string;
  currency?: string;
  operator: NumberOperator;
  min?: number;
  max?: number;
  window: TimeWindow;
}
export interface InSegmentDraft {
  type: 'in_segment';
  segmentId?: string;
}
export type LeafDraft = TagDraft | AttributeDraft | MetricDraft | PerformedDraft | InSegmentDraft;
export type LeafType = LeafDraft['type'];

export const leafTypes: LeafType[] = ['tag', 'attribute', 'metric', 'performed', 'in_segment'];

/** The server's bound on the tree's height, counting the root. */
export const depthMax = 8;

let lastId = 0;
const newId = () => `n${++lastId}`;

export function newGroup(match: GroupMatch = 'all', children: EditorNode[] = []): EditorGroup {
  return { kind: 'group', id: newId(), match, children };
}

export function newLeaf(draft: LeafDraft, negated = false): EditorLeaf {
  return { kind: 'leaf', id: newId(), negated, draft };
}

export function newDraft(type: LeafType): LeafDraft {
  switch (type) {
    case 'tag':
      return { type, values: [] };
    case 'attribute':
      return { type, operator: 'is', values: [] };
    case 'metric':
      return { type, operator: 'at_least' };
    case 'performed':
      return { type, event: 'purchase', measure: 'count', operator: 'at_least', min: 1, window: { type: 'within', days: 30 } };
    case 'in_segment':
      return { type };
    default:
      return assertNever(type);
  }
}

/** How many bounds or values an operator asks for. */
function boundsHold(operator: NumberOperator, min: number | undefined, max: number | undefined): boolean {
  switch (operator) {
    case 'at_least':
    case 'exactly':
      return min !== undefined;
    case 'at_most':
      return max !== undefined;
    case 'between':
      return min !== undefined && max !== undefined && min <= max;
    default:
      return assertNever(operator);
  }
}

/** Only the bounds that the operator uses: one typed earlier for another operator must not travel. */
function bounds(operator: NumberOperator, min: number | undefined, max: number | undefined): { min?: number; max?: number } {
  return {
    ...(operator !== 'at_most' && min !== undefined ? { min } : {}),
    ...((operator === 'at_most' || operator === 'between') && max !== undefined ? { max } : {}),
  };
}

type Measured = Pick<PerformedDraft, 'event' | 'measure' | 'property'>;

/** Whether the property is an amount: it needs a currency, because amounts of two currencies do not add up. */
export function needsCurrency({ event, measure, property }: Measured): boolean {
  return measure !== 'count' && event === 'purchase' && property === 'revenue';
}

/** Whether what is measured is an amount itself, in minor units; how many different amounts there were is not. */
export function measuresMoney(measured: Measured): boolean {
  return needsCurrency(measured) && measured.measure !== 'distinct';
}

/** The leaf as the API wants it, or null while something is missing. */
export function finishedLeaf(draft: LeafDraft): Condition | null {
  switch (draft.type) {
    case 'tag':
      return draft.tag !== undefined && draft.values.length > 0 ? { type: 'tag', tag: draft.tag, values: draft.values } : null;
    case 'attribute':
      return finishedAttribute(draft);
    case 'metric': {
      const { metric, currency, operator, min, max } = draft;
      if (metric === undefined || !boundsHold(operator, min, max)) return null;
      return { type: 'metric', metric, ...(currency === undefined ? {} : { currency }), operator, ...bounds(operator, min, max) };
    }
    case 'performed': {
      const { event, measure, property, currency, operator, min, max, window } = draft;
      if (event === undefined || !boundsHold(operator, min, max)) return null;
      if (measure !== 'count' && property === undefined) return null;
      const isMoney = needsCurrency(draft);
      if (isMoney && currency === undefined) return null;
      const measured = measure === 'count' || property === undefined ? {} : { property };
      return {
        type: 'performed',
        event,
        measure,
        ...measured,
        ...(isMoney ? { currency } : {}),
        operator,
        ...bounds(operator, min, max),
        window,
      };
    }
    case 'in_segment':
      return draft.segmentId === undefined ? null : { type: 'in_segment', segmentId: draft.segmentId };
    default:
      return assertNever(draft);
  }
}

function finishedAttribute({ attribute, operator, values }: AttributeDraft): Condition | null {
  if (attribute === undefined) return null;
  const wanted = { is: [1, 200], is_not: [1, 200], at_least: [1, 1], at_most: [1, 1], between: [2, 2], exists: [0, 0] } as const;
  const [min, max] = wanted[operator];
  const given = operator === 'exists' ? [] : values;
  const enough = given.length >= min && given.length <= max && given.every((value) => value !== '');
  return enough ? { type: 'attribute', attribute, operator, values: given } : null;
}

export interface Compiled {
  /** Null while not a single leaf is finished. */
  condition: Condition | null;
  /** Where each node of the editor went; unfinished leaves and empty groups went nowhere. */
  pathOf: ReadonlyMap<string, string>;
  /** How many leaves or groups were left out. */
  unfinished: number;
}

/** The editor's tree as a condition. What is unfinished is left out, so that a size can be shown while one is still typing. */
export function compile(root: EditorGroup): Compiled {
  const pathOf = new Map<string, string>();
  let unfinished = 0;

  const visit = (node: EditorNode, path: string): Condition | null => {
    if (node.kind === 'leaf') {
      const leaf = finishedLeaf(node.draft);
      if (leaf === null) {
        unfinished += 1;
        return null;
      }
      pathOf.set(node.id, path);
      return node.negated ? { type: 'not', condition: leaf } : leaf;
    }
    const groupPath = node.match === 'none' ? `${path}.0` : path;
    const conditions: Condition[] = [];
    for (const child of node.children) {
      const condition = visit(child, `${groupPath}.${conditions.length}`);
      if (condition !== null) conditions.push(condition);
    }
    if (conditions.length === 0) {
      unfinished += node.children.length === 0 ? 1 : 0;
      return null;
    }
    pathOf.set(node.id, path);
    if (node.match === 'all') return { type: 'all_of', conditions };
    const any: Condition = { type: 'any_of', conditions };
    return node.match === 'any' ? any : { type: 'not', condition: any };
  };

  return { condition: visit(root, '0'), pathOf, unfinished };
}

/** A stored condition as an editor's tree; the root is always a group, so that one can add beside it. */
export function decompile(condition: Condition): EditorGroup {
  const node = decompileNode(condition, false);
  return node.kind === 'group' ? node : newGroup('all', [node]);
}

function decompileNode(condition: Condition, negated: boolean): EditorNode {
  switch (condition.type) {
    case 'not':
      return decompileNode(condition.condition, !negated);
    case 'all_of': {
      const group = newGroup(
        'all',
        condition.conditions.map((child) => decompileNode(child, false)),
      );
      // "Not all of" has no word of its own in the editor: it is a group of which none may hold, around the "all of".
      return negated ? newGroup('none', [group]) : group;
    }
    case 'any_of':
      return newGroup(
        negated ? 'none' : 'any',
        condition.conditions.map((child) => decompileNode(child, false)),
      );
    case 'attribute': {
      // Between X and X is stored as one value.
      const [from] = condition.values;
      const isPoint = condition.operator === 'between' && condition.values.length === 1 && from !== undefined;
      return newLeaf(isPoint ? { ...condition, values: [from, from] } : condition, negated);
    }
    case 'tag':
    case 'metric':
    case 'performed':
    case 'in_segment':
      return newLeaf(condition, negated);
    default:
      return assertNever(condition);
  }
}

export function replaceNode(root: EditorGroup, id: string, change: (node: EditorNode) => EditorNode): EditorGroup {
  const visit = (node: EditorNode): EditorNode => {
    if (node.id === id) return change(node);
    return node.kind === 'group' ? { ...node, children: node.children.map(visit) } : node;
  };
  return visit(root) as EditorGroup;
}

export function addChild(root: EditorGroup, groupId: string, child: EditorNode): EditorGroup {
  return replaceNode(root, groupId, (node) => (node.kind === 'group' ? { ...node, children: [...node.children, child] } : node));
}

/** Removes a node other than the root. */
export function removeNode(root: EditorGroup, id: string): EditorGroup {
  const visit = (group: EditorGroup): EditorGroup => ({
    ...group,
    children: group.children.filter((child) => child.id !== id).map((child) => (child.kind === 'group' ? visit(child) : child)),
  });
  return visit(root);
}
