// Asks before something happens that readers or colleagues will notice.
import { complaint, h } from './dom.js';

/**
 * Opens a dialog and gives back what `act` gave back, or nothing if the person thought better of it. `act` gets the
 * form's data; what it throws is shown in the dialog, where the words typed so far stay.
 */
export function ask({ title, explain, fields = [], button, act }) {
  return new Promise((resolve) => {
    const wrong = complaint();
    const submit = h('button', { class: 'go' }, button);
    let result;
    const form = h('form', {
      method: 'dialog',
      onsubmit: async (event) => {
        event.preventDefault();
        wrong.clear();
        submit.disabled = true;
        try {
          result = await act(new FormData(form));
          dialog.close();
        } catch (error) {
          if (error.status === 401 || error.code === 'stale') {
            result = Promise.reject(error);
            dialog.close();
          } else {
            wrong.say(error.message);
          }
        }
        submit.disabled = false;
      },
    },
    h('h2', { id: 'dialog-title' }, title),
    explain && h('p', {}, explain),
    fields,
    wrong.place,
    h('p', { class: 'buttons' }, h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'), submit));
    const before = document.activeElement;
    const dialog = h('dialog', {
      'aria-labelledby': 'dialog-title',
      onclose: () => {
        dialog.remove();
        before?.focus?.();
        resolve(result);
      },
    }, form);
    document.body.append(dialog);
    dialog.showModal();
    (form.querySelector('input, textarea, select') ?? submit).focus();
  });
}
