# What the desk says in English. Every other catalogue in this folder has the same messages with the same variables.

## The frame
desk = Desk
opening = One moment …
skip = Skip to the work
menu = Menu
stories = Stories
new-story = New story
tasks = Tasks
pictures = Pictures
fronts = Fronts
house = The house
people = People
audit = Audit log
settings = Settings
sign-out = Sign out
language = Language
try-again = Try again
load-again = Load the page again
line-lost = Not live at the moment: the desk asks again every few seconds.
nowhere = No such page
nowhere-title = The desk has no page at this address
nowhere-text = The link may be old. Your texts are in the list of stories.
ended-title = You are signed out
ended-text = Your session has ended. What you typed is kept in this browser; sign in and go on where you were.
must-enrol = This paper asks for a second factor. Set up one-time codes or a passkey here, then everything else opens.

## The door
sign-in = Sign in
signed-in = Signed in as { $name }.
email = E-mail
password = Password
code = Code
code-hint = Six digits from your authenticator app.
recovery-code = Recovery code
recovery-code-hint = One of the ten codes that you kept. Each works once.
use-recovery-code = Use a recovery code instead
use-code = Use the code from the app instead
or = or
use-passkey = Use a passkey
use-oidc = Sign in with { $name }
no-owner-yet = Nobody has an account yet. The server prints a one-time link for the first owner when it starts.
forgot = Forgot the password?
forgot-no-mail = Forgot the password? This server sends no mail: ask an admin of the paper for a link.
new-password = New password
new-password-hint = At least 12 characters. A few words that do not belong together are easy to keep in mind.
show-password = Show what I type
your-name = Your name
your-name-hint = As colleagues will see it.
begin = Begin
first-title = The first owner
first-text = You start this newsroom: you will be able to do everything, and to let others in.
first-no-token = This link is not whole. Copy the whole line that the server printed, with everything behind the #, or restart the server to get a new link.
first-done = The paper is yours.
invitation-title = You are invited
invitation-text = Join the newsroom of { $paper }. Choose a password, and you are inside.
invitation-done = Welcome to { $paper }.
link-not-whole = This link is not whole. Copy it from the message again, with everything behind the #.
reset-title = A new password
reset-text = Tell us your e-mail address. If it has an account here, a link to choose a new password is sent to it.
reset-ask = Send the link
reset-sent = If the address has an account here, the link is on its way. It works for a short time only.
set-password = Set the password
password-changed = The password is changed.
back-to-sign-in = Back to signing in

## What goes wrong
error-offline = The server does not answer. What you typed is safe in this browser; check the connection, then try again.
error-unreadable-answer = The server answered with something unexpected ({ $status }). What you typed is safe in this browser; try again in a moment.
error-here = Something went wrong on this page. What you typed is safe in this browser; load the page again.
error-screen = This screen did not arrive. Check the connection, then load the page again.
error-internal = Something went wrong in the server, and nothing was changed. What you typed is safe in this browser; try again, and if it happens again, tell the person who runs the server.
error-sign-in = You are signed out. Sign in to go on.
error-no-role = Your account has no role yet. Ask an admin for one.
error-wrong-password = This e-mail address and this password do not belong together.
error-wrong-code = This code is wrong, or its half minute is over. Try the next one.
error-second-factor-wanted = This paper asks for a second factor. Set up one-time codes or a passkey first.
