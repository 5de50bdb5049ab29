import { expect, it } from 'vitest';
import { withSection } from './section.ts';

const text = '# Proof\n\nWords.\n\n## One\n\nOld.\n\n### Part\n\nOld too.\n\n## Two\n\nKept.\n';

it('a section is replaced as a whole and the others stay', () => {
  expect(withSection(text, 'One', ['', 'New.', ''])).toBe(
    '# Proof\n\nWords.\n\n## One\n\nNew.\n\n## Two\n\nKept.\n',
  );
});

it('a new section comes last, and writing it again changes nothing', () => {
  const more = withSection(text, 'Three', ['', 'New.']);
  expect(more).toBe(`${text}\n## Three\n\nNew.\n`);
  expect(withSection(more, 'Three', ['', 'New.'])).toBe(more);
});
