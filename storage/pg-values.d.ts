/** How the driver writes a parameter; it exports it without types. */
declare module 'pg/lib/utils.js' {
  export function prepareValue(value: unknown): unknown;
}
