"""Invented people, streets and landlords. The names are common ones put together by chance; the rest is made up."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WOMEN = _words("""
    Anna Maria Eva Kristina Karin Lena Sara Emma Johanna Linnea Ingrid Ulla Birgitta Hanna Ebba Moa Agneta Susanne
    Fatima Amina Hodan Layla Zahra Shirin Parisa Nour Rania Amira Selma Emina Jelena Dragana Vesna Aylin Zeynep
    Berivan Katarzyna Agnieszka Olena Svetlana Selam Tsegereda Mariam Hanan Ifrah Sahra Camila Valentina Linh Thuy
    Päivi Riitta Tuula Blessing Grace Esther
""")
MEN = _words("""
    Lars Anders Johan Erik Per Karl Mikael Fredrik Nils Gustav Oskar Elias Björn Håkan Åke Östen Kjell Roger Kenneth
    Ahmed Mohammed Hassan Abdi Yusuf Omar Ali Reza Farhad Karim Samir Tarek Mirza Adnan Goran Dragan Zoran Emre
    Mehmet Azad Piotr Tomasz Andrij Dawit Tesfay Yonas Filmon Ismail Liban Diego Matías Minh Tuan Juhani Pentti Kari
    Emmanuel Samuel Isak
""")
FAMILY_NAMES = _words("""
    Andersson Johansson Karlsson Nilsson Lindqvist Bergström Sjögren Åkesson Öberg Hallin Norell Wikander Ek
    Dahlgren Hedlund Forsell Ahlmark Rydvall Ali Hassan Ahmed Abdullahi Warsame Jama Farah Haddad Khalil Mansour
    Rahimi Hosseini Karimi Hodžić Begić Marković Petrović Jovanović Yılmaz Demir Kaya Aydın Nowak Kowalska
    Wiśniewski Kovalenko Tesfaye Gebremariam Haile Kidane González Rojas Nguyễn Trần Virtanen Korhonen Mäkinen Laine
    Okafor Mensah
""")
LANGUAGES = ("arabiska", "somaliska", "persiska", "tigrinja", "bosniska", "spanska", "engelska", "ukrainska", "finska")

STREETS: dict[str, tuple[tuple[str, str], ...]] = {
    "centrum": (("Provgatan", "411 00"), ("Tvärstrecksgatan", "413 00"), ("Mönsterplatsen", "416 00")),
    "hisingen": (("Kranskuggegatan", "417 00"), ("Måsungevägen", "418 00"), ("Trossbotten", "422 00")),
    "nordost": (("Låtsasbergets gata", "415 00"), ("Skissvägen", "424 00"), ("Utkastgatan", "425 00")),
    "sydvast": (("Sillbodsgatan", "414 00"), ("Lanternstigen", "421 00"), ("Påhittsvägen", "436 00")),
}
PRIVATE_LANDLORDS = (
    "Kajkanten Bostäder AB",
    "Tvärvinden Fastigheter AB",
    "Sjömärket Hyreshus AB",
    "Norra Provhem AB",
    "Lotsudden Förvaltning AB",
    "Blankvattnet Bostäder KB",
)
MUNICIPAL_LANDLORDS = ("Mönsterbostäder i Göteborg AB", "Låtsashem AB", "Bostads AB Exempelstaden")
CONDOMINIUMS = ("Brf Trossbotten 2", "Brf Lanternan 7", "Brf Skissen 11")
POWER_COMPANIES = ("Exempelkraft Elhandel AB", "Provnät Väst AB")
HEAT_COMPANIES = ("Påhittets Fjärrvärme AB",)
GAS_COMPANIES = ("Exempelgas Väst AB",)
