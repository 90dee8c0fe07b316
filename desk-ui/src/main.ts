// Where the desk begins: the language first, then the frame.
import "./look.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { applyShade } from "./shade.svelte";
import { preferred, speak } from "./words/words.svelte";

applyShade();
await speak(preferred());
const desk = document.getElementById("desk");
if (desk) mount(App, { target: desk });
