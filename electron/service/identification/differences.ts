import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { IdentityDifference } from '../../../shared/contract/identification.ts';
import { maskIdNumber, type Sex } from '../../../shared/identity/id-number.ts';
import type { Person } from '../people/person.ts';
import { plainName } from '../roster/name.ts';

/** What a paper says of its owner, or the platform of the paper. */
export interface Told {
  readonly name: string;
  readonly idNumber: string;
  readonly sex: Sex | null;
  readonly birthDate: LocalDate | null;
  readonly validTo: LocalDate | null;
}

const sexWords: Record<Sex, string> = { male: '男', female: '女' };

/** Where the paper and what is known of the person are not the same; what the paper does not say is no difference. */
export function differencesOf(told: Told, person: Person, today: LocalDate): IdentityDifference[] {
  const differences: IdentityDifference[] = [];
  const add = (what: IdentityDifference['what'], onPaper: string, known: string): void =>
    void differences.push({ what, onPaper, known });
  if (told.idNumber !== person.idNumber) {
    add('number', maskIdNumber(told.idNumber), maskIdNumber(person.idNumber));
  }
  if (!isSameName(told.name, person.name)) add('name', told.name, person.name);
  if (told.birthDate !== null && told.birthDate !== person.birthDate) {
    add('birth_date', told.birthDate, person.birthDate);
  }
  if (told.sex !== null && told.sex !== person.sex) add('sex', sexWords[told.sex], sexWords[person.sex]);
  if (told.validTo !== null && told.validTo < today) add('expired', told.validTo, today);
  return differences;
}

/** Full-width letters, blanks and the look-alikes of · make no other name; another character does. */
export function isSameName(left: string, right: string): boolean {
  return bareName(left) === bareName(right);
}

function bareName(name: string): string {
  return plainName(name.normalize('NFKC')).replaceAll(/\s+/g, '').toUpperCase();
}
