import { Button } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { ImportOutlined } from '@/shared/ui/icons';
import type { FileKind } from '../api';
import { FileDrawer } from './FileDrawer';

export function FileButton({ kind }: { kind: FileKind }) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<ImportOutlined />} onClick={() => setOpen(true)}>
        {text('org.file')}
      </Button>
      <FileDrawer open={isOpen} kind={kind} onClose={() => setOpen(false)} />
    </>
  );
}
