import { TextInput } from '@mantine/core';

export interface TypedField {
  readonly name: string;
  readonly label: string;
  readonly maxLength: number;
  readonly required?: boolean;
  readonly placeholder?: string;
}

interface TypedFieldsProps<Name extends string> {
  readonly fields: readonly (TypedField & { readonly name: Name })[];
  readonly typed: Readonly<Record<Name, string>>;
  readonly onTyped: (typed: Record<Name, string>) => void;
  /** Further fields of a form leave the focus where it is. */
  readonly takesFocus?: boolean;
}

/** The text fields of a form, in their order; the first one gets the focus. */
export function TypedFields<Name extends string>({
  fields,
  typed,
  onTyped,
  takesFocus = true,
}: TypedFieldsProps<Name>) {
  return fields.map(({ name, label, maxLength, required = false, placeholder = '' }, index) => (
    <TextInput
      key={name}
      label={label}
      maxLength={maxLength}
      required={required}
      placeholder={placeholder}
      data-autofocus={(takesFocus && index === 0) || undefined}
      value={typed[name]}
      onChange={(event) => onTyped({ ...typed, [name]: event.currentTarget.value })}
    />
  ));
}
