import styles from './Bar.module.css';

/** A share drawn as a bar; the figure beside it says the same in words, so it is hidden from screen readers. */
export function Bar({ share, colour, thin = false }: { share: number; colour?: string; thin?: boolean }) {
  const width = `${Math.min(100, Math.max(share > 0 ? 0.8 : 0, share * 100))}%`;
  return (
    <div className={thin ? styles.thinTrack : styles.track} aria-hidden="true">
      <div className={styles.fill} style={{ width, background: colour }} />
    </div>
  );
}
