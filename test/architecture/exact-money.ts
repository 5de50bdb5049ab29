import { nodesOf, type Rule, type SyntaxNode } from './source.ts';

/** Money is integer fen: nothing turns it into a float and back. Called as `toFixed()`, `parseFloat()`, `Number.parseFloat()`. */
export const noFloats: Rule = (source) =>
  [...nodesOf(source)]
    .filter(({ type, name }) => type === 'Identifier' && (name === 'toFixed' || name === 'parseFloat'))
    .map(({ name }) => `${String(name)} rounds in binary`);

/** A column of SQLite that could hold a float. */
const floatColumn = /\b(REAL|FLOAT|DOUBLE|NUMERIC|DECIMAL)\b/i;
const tableStatement = /\b(?:CREATE\s+(?:TEMP(?:ORARY)?\s+)?TABLE|ALTER\s+TABLE)\b[^;]*/gi;
/** The options after the last bracket of a table. */
const strict = /\)[^)]*\bSTRICT\b[^)]*$/i;

/** No column holds a float, and every table is STRICT, so that SQLite puts none into another column either. */
export const exactColumns: Rule = (source) => {
  const statements = [...nodesOf(source)].flatMap(
    (node) => textOf(node).replace(/--.*$/gm, '').match(tableStatement) ?? [],
  );
  return statements.flatMap((statement) => [
    ...(floatColumn.test(statement) ? [`a column that holds floats: ${firstLine(statement)}`] : []),
    ...(/^CREATE/i.test(statement) && !strict.test(statement)
      ? [`a table that is not STRICT: ${firstLine(statement)}`]
      : []),
  ]);
};

/** The text of a literal; a template with its gaps left out. */
function textOf({ type, value, quasis }: SyntaxNode): string {
  if (type === 'Literal') return typeof value === 'string' ? value : '';
  if (type !== 'TemplateLiteral') return '';
  return (quasis as { value: { raw: string } }[]).map((part) => part.value.raw).join('');
}

function firstLine(statement: string): string {
  return statement.split('\n')[0] ?? '';
}
