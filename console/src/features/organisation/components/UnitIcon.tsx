import type { ComponentType } from 'react';
import { ApartmentOutlined, BankOutlined, GlobalOutlined, ShopOutlined, SolutionOutlined, TeamOutlined } from '@/shared/ui/icons';
import type { UnitKind } from '../api';
import styles from './UnitIcon.module.css';

const icons: Record<UnitKind, ComponentType> = {
  headquarters: BankOutlined,
  region: GlobalOutlined,
  dealer: SolutionOutlined,
  partner: TeamOutlined,
  department: ApartmentOutlined,
  store: ShopOutlined,
};

export function UnitIcon({ kind }: { kind: UnitKind }) {
  const Icon = icons[kind];
  return (
    <span className={kind === 'store' ? styles.store : styles.icon}>
      <Icon />
    </span>
  );
}
