import { moveOn } from '../components/enter-in-forms.ts';

/** What somebody typed into the sign-in before the program of the page stood behind it. */
export interface Typed {
  readonly login: string;
  readonly password: string;
  /** Where the cursor stood. */
  readonly field: 'login' | 'password' | null;
  /** Enter was pressed in the last field. */
  readonly submitted: boolean;
}

const nothing: Typed = { login: '', password: '', field: null, submitted: false };

/** Takes over what was typed, once: afterwards nothing was typed. */
export type TakeTyped = () => Typed;

/**
 * Makes the form that stands in `index.html` work by its keys until React draws its own in its place. Without this Enter
 * would do nothing there, and a password would be typed behind the account.
 */
export function watchTyping(form: HTMLFormElement): TakeTyped {
  let submitted = false;
  form.addEventListener('keydown', (event) => moveOn(form, event));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submitted = true;
  });
  return () => {
    // React has drawn its own: what stood here is gone.
    if (!form.isConnected) return nothing;
    const login = fieldOf(form, 'login');
    const password = fieldOf(form, 'password');
    const focused = document.activeElement;
    const field = focused === password ? 'password' : focused === login ? 'login' : null;
    return { login: login.value, password: password.value, field, submitted };
  };
}

function fieldOf(form: HTMLFormElement, name: string): HTMLInputElement {
  const field = form.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement)) throw new Error(`the sign-in has no field ${name}`);
  return field;
}
