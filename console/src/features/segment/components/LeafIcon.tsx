import { BarChartOutlined, IdcardOutlined, PartitionOutlined, TagOutlined, ThunderboltOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
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
