import type { ReactNode } from 'react';
import type { DocumentKind, DocumentOf } from '../../shared/contract/documents/document.ts';
import { SlipPage } from './slip-page.tsx';

/** A page of one kind, for the paper that its entry names. */
export type DocumentPage<Kind extends DocumentKind> = (props: {
  readonly document: DocumentOf<Kind>;
}) => ReactNode;

/** The page of every kind; one without does not compile. */
export const documentPages: { readonly [Kind in DocumentKind]: DocumentPage<Kind> } = {
  slip: SlipPage,
};
