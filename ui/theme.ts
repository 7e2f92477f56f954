/**
 * The tokens of the look (docs: screens): one table for antd, for plain CSS and for charts.
 * `…Ink` is the same hue dark enough (light enough in the dark variant) for words on its own tint, contrast ≥4.5:1.
 */
export interface Tokens {
  ink: string;
  muted: string;
  hairline: string;
  /** The edge of a field: 3:1 against its ground. */
  edge: string;
  ground: string;
  surface: string;
  /** 黛蓝: actions, links, selection. */
  primary: string;
  primaryTint: string;
  /** Words on a primary ground. */
  onPrimary: string;
  /** 朱: only the mark, overdue and veto. */
  vermilion: string;
  vermilionTint: string;
  good: string;
  goodInk: string;
  goodTint: string;
  warn: string;
  warnInk: string;
  warnTint: string;
  danger: string;
  dangerTint: string;
  info: string;
  infoTint: string;
}

export const LIGHT: Tokens = {
  ink: '#1F2A37',
  muted: '#5B6776',
  hairline: '#E3E8EF',
  edge: '#808D9D',
  ground: '#F5F7FA',
  surface: '#FFFFFF',
  primary: '#1D4F91',
  primaryTint: '#E8EDF4',
  onPrimary: '#FFFFFF',
  vermilion: '#C0272D',
  vermilionTint: '#F9E9EA',
  good: '#2E7D4F',
  goodInk: '#256B43',
  goodTint: '#EAF2ED',
  warn: '#B26B00',
  warnInk: '#8F5600',
  warnTint: '#F7F0E6',
  danger: '#B42318',
  dangerTint: '#F8E9E8',
  info: '#2563AB',
  infoTint: '#E9EFF7',
};

/** For the meeting room, and for whoever prefers it. */
export const DARK: Tokens = {
  ink: '#E6EBF2',
  muted: '#9FB0C3',
  hairline: '#303B49',
  edge: '#6E7F94',
  ground: '#121922',
  surface: '#1B2430',
  primary: '#7FB0EE',
  primaryTint: '#2B3A4E',
  onPrimary: '#10202F',
  vermilion: '#F4888B',
  vermilionTint: '#3D323C',
  good: '#6CC592',
  goodInk: '#6CC592',
  goodTint: '#283E40',
  warn: '#E5A84B',
  warnInk: '#E5A84B',
  warnTint: '#3B3934',
  danger: '#F28B82',
  dangerTint: '#3D343D',
  info: '#7DB4F0',
  infoTint: '#2B3B4F',
};

export const FONT =
  '"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei","Noto Sans CJK SC",sans-serif';

/** Pixels. */
export const SPACE = [4, 8, 12, 16, 24, 32] as const;
export const RADIUS = 6;

export type Look = 'light' | 'dark';
export const tokensOf = (look: Look): Tokens => (look === 'dark' ? DARK : LIGHT);

/** `--tc-ink: #1F2A37; …` for the root element: `primaryTint` becomes `--tc-primary-tint`. */
export const cssVariables = (tokens: Tokens): string =>
  Object.entries(tokens)
    .map(([name, value]) => `--tc-${name.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}:${value}`)
    .concat(`--tc-font:${FONT}`, `--tc-radius:${RADIUS}px`)
    .join(';');

/** The same tokens in antd's names. */
export const antdTokens = (tokens: Tokens) => ({
  colorPrimary: tokens.primary,
  colorLink: tokens.primary,
  colorInfo: tokens.info,
  colorSuccess: tokens.good,
  colorWarning: tokens.warn,
  colorError: tokens.danger,
  colorText: tokens.ink,
  colorTextSecondary: tokens.muted,
  colorTextTertiary: tokens.muted,
  colorTextDescription: tokens.muted,
  colorTextPlaceholder: tokens.muted,
  colorBorder: tokens.edge,
  colorBorderSecondary: tokens.hairline,
  colorBgLayout: tokens.ground,
  colorBgContainer: tokens.surface,
  colorTextLightSolid: tokens.onPrimary,
  fontFamily: FONT,
  fontSize: 14,
  borderRadius: RADIUS,
  motionDurationFast: '0.08s',
  motionDurationMid: '0.12s',
  motionDurationSlow: '0.16s',
});
