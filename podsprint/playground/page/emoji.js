/** Emoji shortcodes people and apps use most. An unknown one stays text. */

const TABLE = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌|wave 👋|clap 👏|raised_hands 🙌|pray 🙏|muscle 💪|point_right 👉|point_left 👈
point_up ☝️|point_down 👇|raised_hand ✋|handshake 🤝|writing_hand ✍️|eyes 👀|smile 😄|smiley 😃|grinning 😀|grin 😁|joy 😂|blush 😊
slightly_smiling_face 🙂|wink 😉|heart_eyes 😍|sunglasses 😎|thinking_face 🤔|thinking 🤔|neutral_face 😐|confused 😕|cry 😢|sob 😭|scream 😱
sweat_smile 😅|relieved 😌|sleeping 😴|hugging_face 🤗|shrug 🤷|facepalm 🤦|robot_face 🤖|ghost 👻|heart ❤️|green_heart 💚|blue_heart 💙
yellow_heart 💛|sparkles ✨|star ⭐|star2 🌟|fire 🔥|tada 🎉|rocket 🚀|100 💯|boom 💥|zap ⚡|bulb 💡|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢
speech_balloon 💬|thought_balloon 💭|left_speech_bubble 🗨️|memo 📝|pencil 📝|pencil2 ✏️|notebook 📓|book 📖|books 📚|bookmark 🔖|clipboard 📋
calendar 📆|date 📅|spiral_calendar_pad 🗓️|clock9 🕘|clock1 🕐|alarm_clock ⏰|hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|timer_clock ⏲️
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️|exclamation ❗|question ❓
grey_question ❔|information_source ℹ️|no_entry ⛔|no_entry_sign 🚫|stop_sign 🛑|construction 🚧|lock 🔒|unlock 🔓|key 🔑|link 🔗|mag 🔍
wrench 🔧|hammer 🔨|gear ⚙️|tools 🛠️|test_tube 🧪|microscope 🔬|dart 🎯|compass 🧭|world_map 🗺️|triangular_flag_on_post 🚩|checkered_flag 🏁
chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|package 📦|inbox_tray 📥|outbox_tray 📤|email 📧|envelope ✉️|phone 📞
computer 💻|coffee ☕|tea 🍵|pizza 🍕|cake 🍰|apple 🍎|seedling 🌱|herb 🌿|evergreen_tree 🌲|leaves 🍃|four_leaf_clover 🍀|sunny ☀️|sunrise 🌅
cloud ☁️|rainbow 🌈|snowflake ❄️|ocean 🌊|mountain ⛰️|house 🏠|office 🏢|car 🚗|bike 🚲|airplane ✈️|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️
arrow_down ⬇️|arrows_counterclockwise 🔄|repeat 🔁|fast_forward ⏩|black_right_pointing_triangle ▶️|arrow_forward ▶️|double_vertical_bar ⏸️
large_green_circle 🟢|large_yellow_circle 🟡|red_circle 🔴|large_blue_circle 🔵|white_circle ⚪|black_circle ⚫|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣
five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟|zero 0️⃣|new 🆕|gift 🎁|trophy 🏆|medal 🏅|ear 👂|busts_in_silhouette 👥
bust_in_silhouette 👤|wheelchair ♿|palm_tree 🌴|face_with_monocle 🧐|see_no_evil 🙈|crossed_fingers 🤞|heavy_plus_sign ➕|heavy_minus_sign ➖`;

/** @type {Map<string, string>} */
export const EMOJI = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((pair) => /** @type {[string, string]} */ (pair.split(" "))),
);

export const QUICK = ["+1", "heart", "eyes", "tada", "bulb", "pray", "thinking_face", "white_check_mark"];

const TONE = /::?skin-tone-\d:?$/;

/** @param {string} name without colons */
export const emoji = (name) => EMOJI.get(name.replace(TONE, "")) ?? `:${name}:`;

/** Every known :shortcode: in a text. */
export const withEmoji = (text) => text.replace(/:([\w+-]+):/g, (all, name) => EMOJI.get(name) ?? all);
