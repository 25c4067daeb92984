/**
 * The look in one place: pine green for what acts, brass for what matters, warm paper beneath.
 * Every text colour reaches 4.5:1 on every surface it is used on (checked by axe in the end-to-end tests).
 */
export const tokens = {
  /** Primary actions, links, selection. 7.1:1 on white. */
  pine: '#0d5f50',
  pineHover: '#11786a',
  pineActive: '#0a4a3f',
  pineSoft: '#e5f0ed',
  pineFaint: '#f2f7f5',
  /** The navigation's ground and text on it. */
  night: '#10241f',
  nightRaised: '#1b352e',
  nightText: '#c3d2cc',
  nightMuted: '#8ba39a',
  /** Accent; as text only in its dark form. */
  brass: '#b98a3e',
  brassDark: '#7c5716',
  brassSoft: '#f7efdf',
  paper: '#f6f5f1',
  surface: '#ffffff',
  sunken: '#faf9f6',
  line: '#e7e4dc',
  lineStrong: '#d6d2c7',
  ink: '#1a2421',
  inkSoft: '#4a5752',
  /** The lightest text allowed: 5.0:1 on paper. */
  inkMuted: '#66706c',
  good: '#1c6b3a',
  goodSoft: '#e6f2e9',
  bad: '#b3321f',
  badSoft: '#fbebe7',
  warn: '#8a5a00',
  warnSoft: '#fdf3dd',
  info: '#2a5b86',
  infoSoft: '#e7eff6',
} as const;

export type Token = keyof typeof tokens;

/** Series colours in the order they are taken; neighbours differ in hue and in lightness. */
export const seriesColours = ['#0d5f50', '#c79a4b', '#3f6f9c', '#b4593e', '#7d9a6b', '#76598a', '#5d8f92', '#a98467'] as const;

/** From nothing to much, for heat maps. */
export const heatColours = ['#f2f5f1', '#d5e5dc', '#a3c9ba', '#5fa08d', '#23786a', '#0a4a3f'] as const;

export const fontFamily =
  "'Inter', -apple-system, BlinkMacSystemFont, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

/** Makes the tokens available to style sheets as `--q-<name>`. */
export function publishTokens(root: HTMLElement): void {
  for (const [name, value] of Object.entries(tokens)) {
    root.style.setProperty(`--q-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
}
