import { type MessageKey, useText } from '@/shared/i18n/text';
import styles from './LoopPicture.module.css';

const stations: MessageKey[] = ['loop.attract', 'loop.know', 'loop.reach', 'loop.sell', 'loop.credit', 'loop.learn'];
const centre = { x: 300, y: 210 };
const radius = { x: 235, y: 140 };

/** The loop that the product closes, with the customer in its middle. Decoration: the words beside it say the same. */
export function LoopPicture() {
  const text = useText();
  return (
    <svg viewBox="0 0 600 420" className={styles.loop} data-loop aria-hidden="true">
      <defs>
        <radialGradient id="loop-heart">
          <stop offset="0" stopColor="#d0a560" stopOpacity="0.35" />
          <stop offset="1" stopColor="#d0a560" stopOpacity="0" />
        </radialGradient>
      </defs>
      {[1, 0.72, 0.44].map((scale) => (
        <ellipse
          key={scale}
          cx={centre.x}
          cy={centre.y}
          rx={radius.x * scale}
          ry={radius.y * scale}
          fill="none"
          stroke="#cfe0d8"
          strokeOpacity={scale === 1 ? 0.35 : 0.12}
          strokeDasharray={scale === 1 ? undefined : '2 7'}
        />
      ))}
      <circle cx={centre.x} cy={centre.y} r="86" fill="url(#loop-heart)" />
      <circle cx={centre.x} cy={centre.y} r="40" fill="#d0a560" />
      <text x={centre.x} y={centre.y + 5} textAnchor="middle" className={styles.heart}>
        {text('loop.customer')}
      </text>
      {stations.map((station, index) => {
        const angle = (index / stations.length) * 2 * Math.PI - Math.PI / 2;
        const x = centre.x + radius.x * Math.cos(angle);
        const y = centre.y + radius.y * Math.sin(angle);
        return (
          <g key={station}>
            <line x1={centre.x} y1={centre.y} x2={x} y2={y} stroke="#cfe0d8" strokeOpacity="0.1" />
            <circle cx={x} cy={y} r="6" fill="#10241f" stroke="#d0a560" strokeWidth="2" />
            <text x={x} y={y - 16} textAnchor="middle" className={styles.station}>
              {text(station)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
