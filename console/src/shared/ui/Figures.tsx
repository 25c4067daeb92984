import styles from './Figures.module.css';

export interface Figure {
  name: string;
  value: string;
  tone?: 'good' | 'warn' | undefined;
}

export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, value, tone }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={tone && styles[tone]}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
