import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect } from 'vitest';

/** Opens a select and takes an option, as one does with the mouse. */
export async function choose(user: UserEvent, label: string | HTMLElement, option: string | RegExp) {
  await user.click(typeof label === 'string' ? await screen.findByLabelText(label) : label);
  const options = await waitFor(() => {
    const found = [...document.querySelectorAll('.ant-select-item-option')].filter((each) => each.textContent?.match(option));
    expect(found.length).toBeGreaterThan(0);
    return found;
  });
  await user.click(options.at(-1) as Element);
}
