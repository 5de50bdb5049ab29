import { expect, it } from 'vitest';
import type { z } from 'zod';
import { requests } from '../../shared/contract/contract.ts';
import { hostRequests, tableFileSchema } from '../../shared/contract/host.ts';

/*
 * Numbers go to a window masked. Where the shape of an answer has a field for a whole one, it stands here with its reason; a
 * new one fails.
 */
const reasons: Readonly<Record<string, string>> = {
  'people.reveal': 'asked for by name, counted, and written into the log',
  'identification.readCard':
    'what the card says, to be compared with the person; nothing of it is kept in the window',
  'identification.readCode': 'the same of a code',
  'identification.devices': 'names of a reader’s fields, nobody’s number',
  'identification.changeReader': 'names of a reader’s fields, nobody’s number',
  'identification.changeCodeShapes': 'names of a reader’s fields, nobody’s number',
};
/** Lines of a claim have one shape on the list for the payer and in the window, where the service masks it. */
const maskedByService = /^fundClaims\.(draft|read|submit|send|withdraw|receive|writeOff|importReply)$/;

interface Definition {
  readonly shape?: Record<string, z.core.$ZodType>;
  readonly options?: readonly z.core.$ZodType[];
  readonly items?: readonly z.core.$ZodType[];
  readonly getter?: () => z.core.$ZodType;
  readonly [name: string]: unknown;
}
const inner = ['element', 'innerType', 'in', 'out', 'valueType', 'left', 'right'] as const;

function* fieldsOf(schema: z.core.$ZodType, seen = new Set<z.core.$ZodType>()): Generator<string> {
  if (seen.has(schema)) return;
  seen.add(schema);
  const definition = schema._zod.def as unknown as Definition;
  for (const [name, value] of Object.entries(definition.shape ?? {})) {
    yield name;
    yield* fieldsOf(value, seen);
  }
  const under = inner.map((name) => definition[name]).filter((one) => one !== undefined);
  for (const one of [
    ...(under as z.core.$ZodType[]),
    ...(definition.options ?? []),
    ...(definition.items ?? []),
  ]) {
    yield* fieldsOf(one, seen);
  }
  if (definition.getter !== undefined) yield* fieldsOf(definition.getter(), seen);
}

it('has a field for a whole number in no answer but those that say why', () => {
  const found = Object.entries(requests).filter(([, { output }]) =>
    [...fieldsOf(output)].some((name) => name === 'idNumber' || name === 'phone'),
  );
  const names = found.map(([name]) => name).filter((name) => !maskedByService.test(name));
  expect(names.toSorted()).toEqual(Object.keys(reasons).toSorted());
});

/** The information office keeps the machine and imports the roster; it has no business with the patients. */
const peopleForTheOffice: Readonly<Record<string, string>> = {
  'corrections.affected': 'whom the roster that it imported makes worth settling again',
  'outbox.list': 'whose record the platform did not take',
  'outbox.row': 'the same with every attempt',
  'rosterWork.list': 'what the roster that it imported contradicts, to be told to the agency that sent it',
};

it('answers the information office no person but where it says why', () => {
  const found = Object.entries(requests).filter(([, { allowed, output }]) => {
    const isForOffice =
      typeof allowed === 'string' || (allowed as readonly string[]).includes('information_office');
    return isForOffice && [...fieldsOf(output)].some((name) => /^(maskedIdNumber|personName)$/.test(name));
  });
  expect(found.map(([name]) => name).toSorted()).toEqual(Object.keys(peopleForTheOffice).toSorted());
});

/** Tables in which nobody stands, or that only their payer can read: one person takes them out, and the log says so. */
const tablesForOne = ['host.dayClosesTable', 'host.fundClaimFile', 'host.replayTable', 'host.voucherTable'];

it('lets no table of people out without a second person', () => {
  const tables = Object.entries(hostRequests).filter(([, { output }]) => output === tableFileSchema);
  const alone = tables.filter(([, { input }]) => !Object.hasOwn(input.shape, 'secondPerson'));
  expect(alone.map(([name]) => name).toSorted()).toEqual(tablesForOne);
  expect(tables.length).toBeGreaterThan(tablesForOne.length);
});
