import type { ReactNode } from 'react';
import { BarChartOutlined, IdcardOutlined, PartitionOutlined, TagOutlined, ThunderboltOutlined } from '@/shared/ui/icons';
import type { LeafType } from '../model';

const icons: Record<LeafType, ReactNode> = {
  tag: <TagOutlined />,
  attribute: <IdcardOutlined />,
  metric: <BarChartOutlined />,
  performed: <ThunderboltOutlined />,
  in_segment: <PartitionOutlined />,
};

export function LeafIcon({ type }: { type: LeafType }) {
  return icons[type];
}
