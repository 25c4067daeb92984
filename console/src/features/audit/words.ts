import { useText } from '@/shared/i18n/text';
import { auditActions } from './model';

const known = new Set<string>(auditActions);

/** What was done, in words; an action that this console does not know yet by its code. */
export function useActionWords(): (action: string) => string {
  const text = useText();
  return (action) => (known.has(action) ? text.word('auditAction', action) : action);
}

/** Who did it. */
export function useActorWords(): (actor: string) => string {
  const text = useText();
  return (actor) => {
    if (actor === '-') return text('audit.nobody');
    return actor === 'local' ? text('audit.commandLine') : actor;
  };
}
