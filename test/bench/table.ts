/** Rows as columns of text: the first to the left, numbers to the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  textColumns = 1,
): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const drawn = lines.map((line) =>
    widths
      .map((width, column) => {
        const cell = line[column] ?? '';
        return column < textColumns ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  return [drawn[0], '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2)), ...drawn.slice(1)].join(
    '\n',
  );
}

/** `1,234`, and for small numbers as many decimals as three figures need: `5.26`. */
export function figure(value: number): string {
  return new Intl.NumberFormat('en', {
    maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0,
  }).format(value);
}
