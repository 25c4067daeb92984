import type { FormRule } from 'antd';

/** At least one of a group of boxes. Not `required`: that sets aria-required, which a group must not have. */
export function someChosen(message: string): FormRule {
  return {
    validator: async (_, chosen: readonly unknown[] | undefined) => {
      if (chosen === undefined || chosen.length === 0) {
        throw new Error(message);
      }
    },
  };
}
