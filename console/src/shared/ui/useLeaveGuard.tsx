import { App, Tag } from 'antd';
import { useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { tokens } from '@/shared/theme/tokens';

/** Beside the title while there is something to lose. */
export function UnsavedTag() {
  const text = useText();
  return (
    <Tag variant="filled" style={{ background: tokens.brassSoft, color: tokens.brassDark }}>
      {text('leave.unsaved')}
    </Tag>
  );
}

/** Asks before unsaved work is left, by a link or by closing the window. */
export function useLeaveGuard(changed: boolean): { allow: () => void } {
  const text = useText();
  const { modal } = App.useApp();
  const allowed = useRef(false);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    const leaves = changed && !allowed.current && currentLocation.pathname !== nextLocation.pathname;
    return leaves;
  });

  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    modal.confirm({
      title: text('leave.title'),
      content: text('leave.hint'),
      okText: text('leave.ok'),
      okButtonProps: { danger: true },
      cancelText: text('leave.stay'),
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker, modal, text]);

  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [changed]);

  return {
    allow: () => {
      allowed.current = true;
    },
  };
}
