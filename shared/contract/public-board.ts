import { z } from 'zod';
import { request } from './request.ts';
import { idSchema, localDateSchema } from './values.ts';

/**
 * Below this no number is shown, and every number is the bottom of a band so wide. Part of the rule and not a parameter:
 * boards of two widths together would say more than each.
 */
export const boardBand = 10;

const shown = z.int().min(0).multipleOf(boardBand);

/** What hangs on the wall: bottoms of bands, and sums of what is shown. No names, and no count below the band. */
export const boardSchema = z.strictObject({
  day: localDateSchema,
  year: z.int(),
  rosterDay: localDateSchema,
  townships: z
    .array(
      z.strictObject({
        region: z.string(),
        township: z.string(),
        /** The sum of its villages as shown. */
        peopleFrom: shown,
        /** On the roster and settled here this year; 0: fewer than the band. */
        treatedFrom: shown,
        /** Those with enough people; who lives in the others is in no number. */
        villages: z.array(z.strictObject({ village: z.string(), peopleFrom: shown })).max(400),
      }),
    )
    .max(300),
  /** Sums of the rows above. */
  total: z.strictObject({ peopleFrom: shown, treatedFrom: shown }),
});
export type PublicBoard = z.output<typeof boardSchema>;

const makers = ['cashier_lead', 'finance'] as const;

export const publicBoardRequests = {
  /** The board as it would be hung up now, and those that were. */
  'publicBoard.preview': request({
    input: z.strictObject({}),
    output: z.strictObject({
      board: boardSchema,
      made: z
        .array(
          z.strictObject({
            boardId: idSchema,
            number: z.string(),
            day: localDateSchema,
            madeByName: z.string(),
          }),
        )
        .max(24),
    }),
    allowed: [...makers, 'auditor'],
    answeredBy: 'service',
  }),
  /** Keeps the board as it is now, to be printed and hung up. */
  'publicBoard.make': request({
    input: z.strictObject({}),
    output: z.strictObject({ boardId: idSchema, number: z.string() }),
    allowed: makers,
    answeredBy: 'service',
  }),
};
