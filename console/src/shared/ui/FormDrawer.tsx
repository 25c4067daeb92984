import { Alert, Button, Drawer, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { problemOf } from '@/shared/api/problem';
import { useText } from '@/shared/i18n/text';
import { ProblemDetail } from './ProblemDetail';
import { wordsFor } from './states';

interface FormDrawerProps<T extends object> {
  title: string;
  open: boolean;
  form: FormInstance<T>;
  initialValues?: T;
  submitLabel: string;
  submitting: boolean;
  /** What the last submit threw; shown above the fields. */
  error?: unknown;
  onSubmit: (values: T) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form at the side of the page it belongs to. */
export function FormDrawer<T extends object>({
  title,
  open,
  form,
  initialValues,
  submitLabel,
  submitting,
  error,
  onSubmit,
  onClose,
  children,
}: FormDrawerProps<T>) {
  const text = useText();
  return (
    <Drawer
      title={title}
      open={open}
      onClose={onClose}
      size={420}
      destroyOnHidden
      closable={{ 'aria-label': text('action.close') }}
      footer={
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 10 }}>
          <Button onClick={onClose}>{text('action.cancel')}</Button>
          <Button type="primary" loading={submitting} onClick={() => form.submit()}>
            {submitLabel}
          </Button>
        </div>
      }
    >
      {error !== undefined && error !== null && <ProblemAlert error={error} />}
      <Form<T> form={form} initialValues={initialValues} layout="vertical" requiredMark={false} onFinish={onSubmit} preserve={false}>
        {children}
      </Form>
    </Drawer>
  );
}

/** A problem inside a form: what is wrong, field by field where the server says so. */
export function ProblemAlert({ error }: { error: unknown }) {
  const text = useText();
  const problem = problemOf(error);
  const words = wordsFor(problem.status);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      style={{ marginBottom: 16 }}
      title={problem.title === '' ? text(words.title) : problem.title}
      description={<ProblemDetail problem={problem} />}
    />
  );
}
