import { Checkbox, SimpleGrid } from '@mantine/core';
import { z } from 'zod';
import type { Signatory } from '../../shared/contract/payments.ts';
import { TypedFields } from '../desk/typed-fields.tsx';

export const typedSignatorySchema = z.record(z.enum(['name', 'idNumber', 'relation', 'phone']), z.string());
/** Who pays and signs, as typed; undefined is the patient. */
export type TypedSignatory = z.infer<typeof typedSignatorySchema> | undefined;

const nobody = { name: '', idNumber: '', relation: '', phone: '' };
const fields = [
  { name: 'name', label: '付款人姓名', maxLength: 60, required: true },
  { name: 'idNumber', label: '身份证号', maxLength: 40, required: true },
  { name: 'relation', label: '与患者关系', maxLength: 20, required: true },
  { name: 'phone', label: '电话', maxLength: 30 },
] as const;

export function signatoryTyped(typed: TypedSignatory): Signatory | null {
  if (typed === undefined) return null;
  const { phone, ...rest } = typed;
  return { ...rest, phone: phone.trim() || null };
}

interface SignatoryFieldsProps {
  readonly typed: TypedSignatory;
  readonly onTyped: (typed: TypedSignatory) => void;
}

/** The relative who pays and signs, where it is not the patient. */
export function SignatoryFields({ typed, onTyped }: SignatoryFieldsProps) {
  return (
    <>
      <Checkbox
        label="由家属付款、签字"
        checked={typed !== undefined}
        onChange={(event) => onTyped(event.currentTarget.checked ? nobody : undefined)}
      />
      {typed !== undefined && (
        <SimpleGrid cols={2} verticalSpacing="xs">
          <TypedFields fields={fields} typed={typed} onTyped={onTyped} takesFocus={false} />
        </SimpleGrid>
      )}
    </>
  );
}
