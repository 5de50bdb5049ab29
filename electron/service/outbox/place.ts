/** SQL: where a row stands in its person's order; a record sent anew stands where the refused one stood. */
export function placeOf(name: string): string {
  return `coalesce(${name}.stands_at, ${name}.sequence)`;
}
