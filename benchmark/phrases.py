"""Invented sentences about everyday things, as a newspaper prints them beside the war."""

from __future__ import annotations

_WEATHER = (
    "A band of rain will cross {town} on {day} and clear from the west by the evening.",
    "Temperatures in {town} stayed {small} degrees above the average for the season.",
    "Forecasters say the coming week should stay mild, with light winds along the coast.",
    "Snow fell above the {figure}-metre line for the first time since {year}.",
    "The river at {town} has dropped by {small} centimetres and boats can pass the weir again.",
    "Farmers around {other} hope that the dry spell holds until the barley is in.",
    "Fog delayed {figure} passengers at the small airport of {town} on {day} morning.",
    "The pollen count remains high, the weather service said in its bulletin.",
    "Night frosts may damage the blossom in the orchards between {town} and {other}.",
    "It was the wettest {day} in {town} since records began in {year}.",
    "Sunny intervals are likely in the afternoon, though clouds linger over the hills.",
    "Sea temperatures are slowly climbing and the first swimmers have been seen at {other}.",
)
_SPORT = (
    "{town} beat {other} by {small} goals in front of {figure} supporters on {day}.",
    "Captain {person} scored twice after the break and left the field to long applause.",
    "The coach said that his side had controlled the match and deserved the points.",
    "{person} will miss the next {small} games with a strained thigh.",
    "The club signed winger {person} from {other} on a contract of {small} years.",
    "With {small} rounds to go, {town} lead the table by a single point.",
    "The women's relay team swam the second fastest time in the country this year.",
    "Rain stopped play twice before the umpires abandoned the day at tea.",
    "{person} won the cycle race from {town} to {other} in just under {small} hours.",
    "Tickets for the cup final sold out within {figure} minutes, the organisers announced.",
    "A late header saved the visitors, who had played with ten men since the first half.",
    "The stadium, built in {year}, gets a new roof over the eastern stand next summer.",
)
_BUSINESS = (
    "{firm} reported a profit of {figure} million for the quarter, up from {small} million.",
    "Shares in {firm} rose {small} per cent on {day} in thin trading.",
    "The central bank left interest rates where they were for the {small}th month in a row.",
    "Chief executive {person} told analysts that demand remained strong in the region.",
    "The company plans to open {small} branches in {town} and hire {figure} people by spring.",
    "Wheat prices eased as the harvest reached the warehouses of {other}.",
    "Consumer prices grew more slowly than economists had expected.",
    "{firm} and a family firm from {town} will build a glass works together.",
    "Unemployment in the district fell to its lowest level since {year}.",
    "The market hall of {other} is to be renovated at a cost of {figure} million.",
    "Hotel bookings for the summer are {small} per cent above last year's.",
    "Small bakeries complain about the price of butter, a trade body said on {day}.",
)
_CULTURE = (
    "The museum of {town} shows {figure} drawings by {person} until the end of autumn.",
    "Her third novel follows a clockmaker from {other} through one long winter.",
    "The festival opens on {day} with a concert in the courtyard of the old mill.",
    "{person} conducts with small gestures and a great deal of patience.",
    "The film runs for {figure} minutes and does not waste one of them.",
    "A choir of {figure} children sang songs from the valley in the town square.",
    "The theatre was founded in {year} by a group of railway clerks.",
    "Critics praised the light, the pace and the courage of the second act.",
    "The library of {town} has bought the letters of the poet {person}.",
    "Visitors may touch the instruments, which were made in {other} a century ago.",
    "“I wanted a play without a hero,” {person} said after the first night.",
    "The exhibition has drawn more than {figure} visitors, according to the gallery.",
)
_FEATURES = (
    "Every morning {person} carries {small} trays of bread across the bridge to {other}.",
    "The recipe needs little more than lentils, lemon and an hour of patience.",
    "On the ferry to {town} one hears {small} languages before the coffee is cold.",
    "Her grandmother kept bees in the garden, and the hives are still there.",
    "The school has {figure} pupils, a garden and a dog that attends most lessons.",
    "He repairs radios made before {year} and sells almost none of them.",
    "The path climbs through chestnut woods and ends at a chapel with a blue door.",
    "Most of the houses are empty until the first week of July.",
    "{person} learned to weave at the age of {small} and has never worked at anything else.",
    "A good tailor, she says, listens more than he measures.",
    "The new tram line links the hospital with the university in {small} minutes.",
    "Street names in {town} recall trades that nobody follows any more.",
)
TOPICS: dict[str, tuple[str, ...]] = {
    "weather": _WEATHER,
    "sport": _SPORT,
    "business": _BUSINESS,
    "culture": _CULTURE,
    "features": _FEATURES,
}
"""Sentences by topic; in braces what `mixed` fills in."""
