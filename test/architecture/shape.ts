import { basename, dirname } from 'node:path/posix';
import { type Rule, statementsOf } from './source.ts';

const MOST_LINES = 300;
/** Names that say nothing about what is inside. */
const drawer = /^(utils?|utilities|helpers?|types?|common|misc|lib|libs|interfaces|constants)$/i;

/** A file stays short enough to be read in one go. */
export const fileLength: Rule = ({ text }) => {
  const lines = text.trimEnd().split('\n').length;
  return lines > MOST_LINES ? [`${lines} lines, ${MOST_LINES} at the most`] : [];
};

/** A folder or a file is named after its subject. */
export const subjectNames: Rule = ({ path }) =>
  [...dirname(path).split('/'), basename(path).replace(/\..*$/, '')]
    .filter((name) => drawer.test(name))
    .map((name) => `'${name}' is a drawer, not a subject`);

/** Functions are imported from the file that defines them: no file only passes on what others export. */
export const noBarrels: Rule = (source) => {
  const statements = statementsOf(source).filter(({ type }) => type !== 'ImportDeclaration');
  const passesOn = statements.filter(
    ({ type, source: from, declaration }) =>
      type === 'ExportAllDeclaration' || (type === 'ExportNamedDeclaration' && (from || !declaration)),
  );
  return statements.length > 0 && passesOn.length === statements.length
    ? ['only passes on exports of others']
    : [];
};
