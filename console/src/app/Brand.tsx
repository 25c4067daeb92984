import { useText } from '@/shared/i18n/text';
import styles from './Brand.module.css';

/** The mark: a ring that opens outwards, the loop that leads back to the customer in its middle. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#1b352e" />
      <g fill="none" strokeWidth="2.6" strokeLinecap="round">
        <path d="M22.9 22.9A9.8 9.8 0 1 1 25.8 16" stroke="#f3efe6" />
        <path d="M16 16l9.6 9.6" stroke="#d0a560" />
      </g>
      <circle cx="16" cy="16" r="2.6" fill="#d0a560" />
    </svg>
  );
}

export function Brand({ folded }: { folded: boolean }) {
  const text = useText();
  return (
    <div className={folded ? styles.folded : styles.brand}>
      <Mark />
      {!folded && (
        <div>
          <div className={styles.name}>{text('brand.name')}</div>
          <div className={styles.claim}>{text('brand.claim')}</div>
        </div>
      )}
    </div>
  );
}
