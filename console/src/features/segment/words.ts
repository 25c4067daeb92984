import { useCallback } from 'react';
import { type TagNames, useTagNames } from '@/features/tag/api';
import { assertNever } from '@/shared/assertNever';
import { formatDate } from '@/shared/format/date';
import { formatMoney } from '@/shared/format/money';
import { formatCount } from '@/shared/format/number';
import { type Language, useLanguage } from '@/shared/i18n/language';
import { type Text, useText } from '@/shared/i18n/text';
import { type SegmentCondition, type SegmentFields, useSegmentFields, useSegmentOptions } from './api';
import { measuresMoney, type NumberOperator, type TimeWindow } from './model';

type MetricCondition = Extract<SegmentCondition, { type: 'metric' }>;
type Performed = Extract<SegmentCondition, { type: 'performed' }>;

interface Vocabulary {
  text: Text;
  language: Language;
  tags: TagNames;
  fields: SegmentFields | undefined;
  segmentName: (id: string) => string;
}

/** Says a condition in the reader's language, e.g. for lists and explanations. */
export function useConditionWords(): (condition: SegmentCondition) => string {
  const text = useText();
  const language = useLanguage();
  const tags = useTagNames();
  const { data: fields } = useSegmentFields();
  const segments = useSegmentOptions();
  const segmentName = useCallback((id: string) => segments.find((each) => each.value === id)?.label ?? id, [segments]);
  return (condition) => say(condition, { text, language, tags, fields, segmentName });
}

function say(condition: SegmentCondition, words: Vocabulary): string {
  const { text, tags } = words;
  switch (condition.type) {
    case 'all_of':
      return joined(condition.conditions, text('words.and'), words);
    case 'any_of':
      return joined(condition.conditions, text('words.or'), words);
    case 'not':
      return text('words.not', { condition: sayNested(condition.condition, words) });
    case 'tag':
      return text('words.is', {
        field: tags.tag(condition.tag),
        values: condition.values.map((value) => tags.value(condition.tag, value)).join(text('words.listSeparator')),
      });
    case 'attribute': {
      const field = text.word('attribute', condition.attribute);
      const values = condition.values.map((value) => text.word('gender', value));
      switch (condition.operator) {
        case 'is':
          return text('words.is', { field, values: values.join(text('words.listSeparator')) });
        case 'is_not':
          return text('words.isNot', { field, values: values.join(text('words.listSeparator')) });
        case 'exists':
          return text('words.exists', { field });
        case 'at_least':
          return text('words.atLeast', { field, min: values[0] ?? '' });
        case 'at_most':
          return text('words.atMost', { field, max: values[0] ?? '' });
        case 'between':
          return text('words.between', { field, min: values[0] ?? '', max: values[1] ?? '' });
        default:
          return assertNever(condition);
      }
    }
    case 'metric':
      return sayRange(text.word('metric', condition.metric), condition.operator, sayMetric(condition, words), condition, text);
    case 'performed': {
      const what = text(`words.measure.${condition.measure}`, {
        event: text.word('event', condition.event),
        property: condition.property === undefined ? '' : text.word('property', condition.property),
      });
      const field = text('words.performed', { window: sayWindow(condition.window, words), what });
      return sayRange(field, condition.operator, sayMeasure(condition, words.language), condition, text);
    }
    case 'in_segment':
      return text('words.inSegment', { name: words.segmentName(condition.segmentId) });
    default:
      return assertNever(condition);
  }
}

/** What is true of a customer, which the API tells in codes and minor units, in the words of the condition that asks for it. */
export function useActualWords(): (condition: SegmentCondition, actual: string) => string {
  const text = useText();
  const language = useLanguage();
  const tags = useTagNames();
  const { data: fields } = useSegmentFields();
  return (condition, actual) => {
    const figure = Number(actual);
    switch (condition.type) {
      case 'tag':
        return actual
          .split(', ')
          .map((value) => tags.value(condition.tag, value))
          .join(text('words.listSeparator'));
      case 'attribute':
        return text.word('gender', actual);
      case 'metric':
        return Number.isFinite(figure) ? sayMetric(condition, { fields, language, text })(figure) : actual;
      case 'performed':
        return Number.isFinite(figure) ? sayMeasure(condition, language)(figure) : actual;
      default:
        return actual;
    }
  };
}

function joined(conditions: SegmentCondition[], separator: string, words: Vocabulary): string {
  return conditions.map((each) => (conditions.length === 1 ? say(each, words) : sayNested(each, words))).join(separator);
}

function sayNested(condition: SegmentCondition, words: Vocabulary): string {
  const isGroup = (condition.type === 'all_of' || condition.type === 'any_of') && condition.conditions.length > 1;
  const said = say(condition, words);
  return isGroup ? words.text('words.brackets', { condition: said }) : said;
}

function sayMetric(condition: MetricCondition, { fields, language, text }: Pick<Vocabulary, 'fields' | 'language' | 'text'>) {
  const unit = fields?.metrics.find((each) => each.metric === condition.metric)?.unit;
  return (value: number): string => {
    switch (unit) {
      case 'money':
        return condition.currency === undefined
          ? String(value)
          : formatMoney({ currency: condition.currency, minorUnits: value }, language);
      case 'days':
        return text('words.days', { count: value });
      case 'instant':
        return formatDate(new Date(value * 1000).toISOString(), language);
      default:
        return formatCount(value, language);
    }
  };
}

function sayMeasure(condition: Performed, language: Language) {
  const { currency } = condition;
  const isMoney = measuresMoney(condition) && currency !== undefined;
  return (value: number): string => (isMoney ? formatMoney({ currency, minorUnits: value }, language) : formatCount(value, language));
}

function sayRange(
  field: string,
  operator: NumberOperator,
  figure: (value: number) => string,
  range: { min?: number; max?: number },
  text: Text,
): string {
  const min = range.min === undefined ? '' : figure(range.min);
  const max = range.max === undefined ? '' : figure(range.max);
  switch (operator) {
    case 'at_least':
      return text('words.atLeast', { field, min });
    case 'at_most':
      return text('words.atMost', { field, max });
    case 'between':
      return range.min === range.max ? text('words.exactly', { field, min }) : text('words.between', { field, min, max });
    case 'exactly':
      return text('words.exactly', { field, min });
    default:
      return assertNever(operator);
  }
}

function sayWindow(window: TimeWindow, { text, language }: Vocabulary): string {
  switch (window.type) {
    case 'ever':
      return text('words.window.ever');
    case 'within':
      return text('words.window.within', { days: window.days });
    case 'between':
      return text('words.window.between', { from: formatDate(window.from, language), to: formatDate(window.to, language) });
    default:
      return assertNever(window);
  }
}
