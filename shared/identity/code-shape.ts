import { z } from 'zod';

/** Papers by which a person shows who they are. */
export const papers = ['id_card', 'social_security_card', 'electronic_credential', 'health_card'] as const;
export type Paper = (typeof papers)[number];

/** Papers whose number is none of GB 11643 and is told by its shape. */
export const codedPapers = ['social_security_card', 'electronic_credential', 'health_card'] as const;
export type CodedPaper = (typeof codedPapers)[number];

/** What the characters of a code are; letters count in either case. */
const characters = { digits: /^\d+$/, hexadecimal: /^[\dA-F]+$/, letters_and_digits: /^[\dA-Z]+$/ } as const;
type Characters = keyof typeof characters;

/** How the code on one kind of paper looks: what scanners send, provinces decide. */
export const codeShapeSchema = z
  .strictObject({
    paper: z.enum(codedPapers),
    characters: z.enum(Object.keys(characters) as [Characters, ...Characters[]]),
    beginsWith: z.string().regex(/^[\dA-Z]{0,20}$/),
    shortest: z.int().min(6).max(100),
    longest: z.int().min(6).max(100),
    /** Stands between the card's number and its serial (卡识别码, card_sn), where the code holds both. */
    serialAfter: z
      .string()
      .regex(/^[|:^=]$/)
      .nullable(),
  })
  .refine(({ shortest, longest }) => shortest <= longest);
export type CodeShape = z.output<typeof codeShapeSchema>;

/** In the order in which they are tried; no code fits two of them. */
export const codeShapesSchema = z
  .array(codeShapeSchema)
  .max(10)
  .refine(
    (shapes) => !shapes.some((shape, at) => shapes.slice(at + 1).some((other) => overlap(shape, other))),
  );

/** [ours] Until a county confirms its own: the convention leaves these shapes to the provinces. */
export const usualCodeShapes: readonly CodeShape[] = [
  {
    paper: 'social_security_card',
    characters: 'letters_and_digits',
    beginsWith: '',
    shortest: 9,
    longest: 9,
    serialAfter: '|',
  },
  {
    paper: 'electronic_credential',
    characters: 'letters_and_digits',
    beginsWith: '',
    shortest: 28,
    longest: 28,
    serialAfter: null,
  },
  {
    paper: 'health_card',
    characters: 'hexadecimal',
    beginsWith: '',
    shortest: 32,
    longest: 32,
    serialAfter: ':',
  },
];

/** A code that was read off a paper. The number is in capitals; tokens are not looked into. */
export interface PaperCode {
  readonly paper: CodedPaper;
  readonly number: string;
  /** 卡识别码 (card_sn), where the code holds it. */
  readonly serial: string | null;
}

/** Which paper a text is the code of; undefined where it is none: an ID number, a name. */
export function readPaperCode(text: string, shapes: readonly CodeShape[]): PaperCode | undefined {
  const typed = plainCode(text);
  // 15 or 18 digits are a citizen's number whatever else they fit.
  if (looksLikeIdNumber(typed)) return undefined;
  for (const { paper, serialAfter, ...shape } of shapes) {
    const cut = serialAfter === null ? -1 : typed.indexOf(serialAfter);
    const number = cut < 0 ? typed : typed.slice(0, cut);
    const serial = cut < 0 ? null : typed.slice(cut + 1);
    if (fits(number, shape) && (serial === null || /^[\dA-Z:]{1,60}$/.test(serial))) {
      return { paper, number, serial };
    }
  }
  return undefined;
}

/** 15 digits, or 17 and a check character, as typed, blanks and full-width characters included. */
export function looksLikeIdNumber(text: string): boolean {
  return /^(\d{15}|\d{17}[\dX])$/.test(plainCode(text));
}

function plainCode(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '').toUpperCase();
}

function fits(
  number: string,
  shape: Pick<CodeShape, 'characters' | 'beginsWith' | 'shortest' | 'longest'>,
): boolean {
  if (number.length < shape.shortest || number.length > shape.longest) return false;
  // A word of pinyin is as long as a card's number, but has no digit.
  return (
    characters[shape.characters].test(number) && /\d/.test(number) && number.startsWith(shape.beginsWith)
  );
}

/** Whether one code could be of both. */
function overlap(left: CodeShape, right: CodeShape): boolean {
  if (left.longest < right.shortest || right.longest < left.shortest) return false;
  return left.beginsWith.startsWith(right.beginsWith) || right.beginsWith.startsWith(left.beginsWith);
}
