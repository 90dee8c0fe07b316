// Whether the question about a new story is open; the navigation and a key both ask it.

class NewStory {
  open = $state(false);
}

export const newStory = new NewStory();
